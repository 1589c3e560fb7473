import { useTranslation } from 'react-i18next';
import { Stepper } from '@/components/ui/stepper';
import type { BookedLine } from '@/lib/types';

/** How many places of each section are to go; all of them where nobody has chosen. */
export type Chosen = Record<string, number>;

export const allOf = (lines: readonly BookedLine[]): Chosen =>
  Object.fromEntries(lines.map(({ section_id, quantity }) => [section_id, quantity]));

/** The places as the server is asked to cancel them: undefined means all there are. */
export function wishOf(lines: readonly BookedLine[] | null, chosen: Chosen) {
  if (!lines || lines.every(({ section_id, quantity }) => chosen[section_id] === quantity)) return undefined;
  return lines
    .map(({ section_id }) => ({ section_id, quantity: chosen[section_id] ?? 0 }))
    .filter(({ quantity }) => quantity > 0);
}

type LinesProps = { lines: readonly BookedLine[]; chosen: Chosen; onChange: (chosen: Chosen) => void };

export function CancelledLines({ lines, chosen, onChange }: LinesProps) {
  const { t } = useTranslation('bookings');
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 font-semibold">{t('cancel.which')}</legend>
      {lines.map(({ section_id: id, name, quantity }) => (
        <Stepper
          key={id}
          label={t('cancel.places', { name: name ?? t('cancel.section'), count: quantity })}
          value={chosen[id] ?? 0}
          max={quantity}
          onChange={(count) => onChange({ ...chosen, [id]: count })}
        />
      ))}
    </fieldset>
  );
}
