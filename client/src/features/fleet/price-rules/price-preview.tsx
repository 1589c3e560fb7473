import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { PriceLines } from '@/components/ui/price-lines';
import { ProgressLine } from '@/components/ui/progress-line';
import { serverNow } from '@/lib/clock';
import { asProblem, type Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { isWall, splitWall, toInstant, toWall, type Wall } from '@/lib/zone';
import { usePreviewPriceMutation } from '../api';
import { WholeField } from '../inputs';
import { isTimeSlot, type OwnListing, type Rule } from '../types';
import { usualWindow } from './usual-window';

// A word is typed and a rule is changed in several steps; the last one is asked about.
const PAUSE_MS = 350;
const MINUTE_MS = 60_000;

type PreviewProps = {
  listing: OwnListing & { time_zone: string };
  rules: readonly Rule[];
  onProblem: (problem: Problem | null) => void;
};

/** What a client would be quoted for some dates by the rules as they stand here, saved or not. */
export function PricePreview({ listing, rules, onProblem }: PreviewProps) {
  const { t } = useTranslation('fleet');
  const { time_zone: zone } = listing;
  const slot = isTimeSlot(listing) ? listing.slot_minutes : null;
  const [window, setWindow] = useState(() => usualWindow(listing, splitWall(toWall(serverNow(), zone)).day));
  const [slots, setSlots] = useState<number | null>(1);
  const [ask, { data, error, isLoading }] = usePreviewPriceMutation();
  const words = useProblemWords();
  const ends = slot ? endOf(window.from, zone, slot * (slots ?? 0)) : instantOf(window.to, zone);
  const starts = instantOf(window.from, zone);
  const stated = JSON.stringify(rules);
  useEffect(() => {
    if (!starts || !ends) return;
    const preview = { starts_at: starts, ends_at: ends, rules: JSON.parse(stated) as Rule[] };
    const timer = setTimeout(async () => {
      const answer = await ask({ listingId: listing.id, preview });
      onProblem(answer.error ? asProblem(answer.error) : null);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [ask, listing.id, starts, ends, stated, onProblem]);
  const problem = error && !isLoading ? words(asProblem(error), zone) : null;
  const sum = data?.lines.reduce((all, { amount }) => all + amount.amount, 0);
  return (
    <Card aria-labelledby="preview" className="relative flex flex-col gap-4 overflow-hidden">
      {isLoading && <ProgressLine />}
      <div>
        <h2 id="preview" className="font-semibold text-lg">
          {t('preview.title')}
        </h2>
        <p className="text-ink-soft text-sm">{t('preview.lead', { zone })}</p>
      </div>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-1">
        <WallInput label={t('preview.from')} value={window.from} onChange={(from) => setWindow({ ...window, from })} />
        {slot ? (
          <WholeField label={t('preview.slots')} value={slots} onChange={setSlots} />
        ) : (
          <WallInput label={t('preview.to')} value={window.to} onChange={(to) => setWindow({ ...window, to })} />
        )}
      </div>
      {problem ? (
        <Notice tone="wait" role="status" title={problem.title}>
          {problem.detail}
        </Notice>
      ) : (
        <div aria-live="polite" aria-busy={isLoading}>
          <PriceLines quote={data} />
          {data && sum === data.total.amount && (
            <p className="mt-3 flex items-center gap-2 text-good text-sm">
              <Check className="size-4" aria-hidden="true" />
              {t('preview.adds')}
            </p>
          )}
        </div>
      )}
    </Card>
  );
}

function instantOf(wall: Wall, zone: string): string | null {
  return isWall(wall) ? toInstant(wall, zone) : null;
}

/** So many real minutes later, whatever the clock there does in between. */
function endOf(wall: Wall, zone: string, minutes: number): string | null {
  const start = instantOf(wall, zone);
  if (!start || !(minutes > 0)) return null;
  return toInstant(toWall(Date.parse(start) + minutes * MINUTE_MS, zone), zone);
}

function WallInput({ label, value, onChange }: { label: string; value: Wall; onChange: (wall: Wall) => void }) {
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="control figures"
        />
      )}
    </Field>
  );
}
