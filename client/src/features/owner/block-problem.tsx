import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import { formatMoment } from '@/lib/format';
import type { Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import type { Obstacle } from './block-draft';

type BlockProblemProps = {
  problem: Problem;
  obstacles: readonly Obstacle[];
  /** Where there are some: what has become of it, and what to do next. */
  outcome?: string;
  zone: string;
  onBooking: (bookingId: string) => void;
};

/** Why nothing was blocked or changed. What is in the way is named, and one press away. */
export function BlockProblem({ problem, obstacles, outcome, zone, onBooking }: BlockProblemProps) {
  const { t } = useTranslation('owner');
  const words = useProblemWords()(problem, zone);
  if (obstacles.length === 0) {
    return (
      <Notice tone="bad" role="alert" title={words.title}>
        {words.detail}
        <RequestId id={words.requestId} />
      </Notice>
    );
  }
  return (
    <Notice tone="bad" role="alert" title={t('block.inTheWay', { count: obstacles.length })}>
      <p>{outcome}</p>
      <ul className="mt-2 flex max-h-60 flex-col overflow-y-auto">
        {obstacles.map((one) => (
          <li key={one.id}>
            <ObstacleLine obstacle={one} zone={zone} onBooking={onBooking} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

type LineProps = { obstacle: Obstacle; zone: string; onBooking: (bookingId: string) => void };

function ObstacleLine({ obstacle: { id, type, name, starts_at, ends_at }, zone, onBooking }: LineProps) {
  const { t } = useTranslation('owner');
  const span = `${formatMoment(starts_at, zone)} – ${formatMoment(ends_at, zone)}`;
  const words = [name ? `${t(`calendar.${type}`)}: ${name}` : t(`calendar.${type}`), span].join(', ');
  if (type === 'block') return <span className="block py-1.5">{words}</span>;
  return (
    <button
      type="button"
      onClick={() => onBooking(id)}
      className="min-h-11 text-left font-semibold text-ink underline underline-offset-4"
    >
      {words}
    </button>
  );
}
