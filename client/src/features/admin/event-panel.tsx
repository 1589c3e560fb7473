import { useTranslation } from 'react-i18next';
import { JsonView } from '@/components/desk/json-view';
import { LazySidePanel } from '@/components/desk/lazy-side-panel';
import { Button } from '@/components/ui/button';
import { Resource } from '@/components/ui/resource';
import { useToast } from '@/components/ui/toast';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import type { GetPaymentEventApiResponse } from './admin-api.gen';
import { useGetPaymentEventQuery, useReplayPaymentEventMutation } from './api';
import { EventState } from './event-state';
import { Code, Facts, Section, TextLink } from './facts';
import { LOOKED_UP } from './live';
import { PanelBones } from './panel-bones';
import { Stamp } from './stamp';
import { useWord } from './use-word';

/** One message of Stripe's with its payload; it may be handled once more, which is safe. */
export function EventPanel({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const query = useGetPaymentEventQuery({ paymentEventId: id ?? '' }, { ...LOOKED_UP, skip: !id });
  const event = id ? query.currentData : undefined;
  return (
    <LazySidePanel
      open={id !== null}
      onClose={onClose}
      title={event?.type ?? t('webhooks.one')}
      lead={id}
      acts={event && <Replay id={event.id} />}
    >
      <Resource query={query} className="flex flex-col gap-6" skeleton={<PanelBones lines={8} />}>
        {(found) => <Told event={found} />}
      </Resource>
    </LazySidePanel>
  );
}

function Told({ event }: { event: GetPaymentEventApiResponse }) {
  const { t } = useTranslation('admin');
  const word = useWord();
  const { booking_id } = event;
  return (
    <>
      <Facts
        facts={[
          { name: t('state'), value: <EventState state={event.state} /> },
          { name: t('webhooks.outcome'), value: event.outcome && word('outcome', event.outcome) },
          { name: t('webhooks.error'), value: event.last_error && <span lang="en">{event.last_error}</span> },
          { name: t('webhooks.received'), value: <Stamp at={event.received_at} /> },
          { name: t('webhooks.handled'), value: event.handled_at && <Stamp at={event.handled_at} /> },
          { name: t('webhooks.tries'), value: event.tries },
          {
            name: t('audit.booking'),
            value: booking_id && <TextLink to={`/admin/bookings?open=${booking_id}`}>{booking_id}</TextLink>,
          },
          { name: t('bookings.paymentId'), value: event.payment_id && <Code>{event.payment_id}</Code> },
        ]}
      />
      <Section title={t('webhooks.payload')}>
        <JsonView value={event.payload} />
      </Section>
    </>
  );
}

function Replay({ id }: { id: string }) {
  const { t } = useTranslation('admin');
  const [replay, { isLoading }] = useReplayPaymentEventMutation();
  const say = useToast();
  const word = useWord();
  const words = useProblemWords();
  const run = async () => {
    const { data, error } = await replay({ paymentEventId: id });
    if (!data) return say({ text: words(asProblem(error)).title });
    say({ text: t('webhooks.replayed', { outcome: word('outcome', data.outcome ?? data.state) }) });
  };
  return (
    <>
      <Button tone="plain" busy={isLoading} onClick={run}>
        {t('webhooks.replay')}
      </Button>
      <p className="flex-1 text-ink-faint text-sm">{t('webhooks.replayText')}</p>
    </>
  );
}
