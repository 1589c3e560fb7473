import { useTranslation } from 'react-i18next';
import { JsonView } from '@/components/desk/json-view';
import { type Step, Timeline } from '@/components/ui/timeline';
import { BROWSER_ZONE } from '@/lib/zone';
import type { Happening, WholeBooking } from './api';
import { Section } from './facts';
import { storyOf } from './story-of';
import { useWord } from './use-word';
import { Who } from './who';

const BAD = ['refused', 'failed', 'dead'];
const BY_STRIPE = ['payment_event', 'payment'];
const GOOD = ['done', 'confirmed', 'succeeded', 'kept', 'completed'];

function toneOf({ source, outcome }: Happening): Step['tone'] {
  if (outcome && BAD.includes(outcome)) return 'bad';
  if (source !== 'history') return 'plain';
  return outcome && GOOD.includes(outcome) ? 'good' : 'brand';
}

/** Everything that happened to a booking, from all books, in one order. */
export function BookingStory({ booking }: { booking: WholeBooking }) {
  const { t } = useTranslation('admin');
  const word = useWord();
  const steps = storyOf(booking.timeline).map((item): Step => {
    const { key, source, what, outcome, actor, actor_name, at, details } = item;
    return {
      key,
      title: source === 'payment_event' ? what : word('action', what),
      tone: toneOf(item),
      at,
      children: (
        <>
          <p className="[overflow-wrap:anywhere]">
            {word('source', source)}
            {actor && !BY_STRIPE.includes(source) && (
              <>
                {' · '}
                <Who actor={actor} name={actor_name} />
              </>
            )}
            {outcome && ` · ${word('outcome', outcome)}`}
          </p>
          {Object.keys(details).length > 0 && (
            <details className="mt-1">
              <summary className="inline-flex min-h-6 cursor-pointer items-center font-medium text-brand">
                {t('story.details')}
              </summary>
              <JsonView value={details} />
            </details>
          )}
        </>
      ),
    };
  });
  return (
    <Section title={t('story.title')}>
      <Timeline steps={steps} timeZone={BROWSER_ZONE} />
    </Section>
  );
}
