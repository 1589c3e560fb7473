import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Moment } from '@/components/ui/moment';
import { Money } from '@/components/ui/money';
import { formatPlaces } from '@/components/ui/wording';
import { useAppSelector } from '@/store/store';

/** The card of the sign-in and register pages, with what waits behind them. */
export function AuthFrame({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <div className="page flex max-w-lg flex-col gap-6 py-10 sm:py-16">
      <div>
        <h1 className="font-semibold text-3xl">{title}</h1>
        {lead && <p className="mt-2 text-ink-soft">{lead}</p>}
      </div>
      <WaitingHold />
      <Card className="shadow-card">{children}</Card>
    </div>
  );
}

function WaitingHold() {
  const { t } = useTranslation('auth');
  const { intent, resume } = useAppSelector((state) => state.draft);
  if (!intent || !resume) return null;
  return (
    <div className="rounded-card bg-brand-soft p-4">
      <p className="text-ink-soft text-sm">{t('waiting')}</p>
      <p className="flex flex-wrap justify-between gap-x-4 font-semibold">
        {intent.title}
        {intent.total && <Money of={intent.total} />}
      </p>
      <p className="text-ink-soft text-sm">
        {intent.kind === 'events' ? (
          formatPlaces(
            intent.lines.map(({ sectionId, quantity }) => ({ name: intent.sections?.[sectionId] ?? null, quantity })),
          )
        ) : (
          <>
            <Moment at={intent.startsAt} timeZone={intent.timeZone} /> –{' '}
            <Moment at={intent.endsAt} timeZone={intent.timeZone} zoned />
          </>
        )}
      </p>
    </div>
  );
}
