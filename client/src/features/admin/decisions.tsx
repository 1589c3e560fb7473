import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '@/components/ui/field';
import { formatMoney } from '@/lib/format';
import { type Mismatch, useResolveMismatchMutation } from './api';
import { ReasonAct } from './reason-act';
import { idOf } from './use-question';

type Decision = Mismatch['decisions'][number];

/** What may be decided: each decision names what it does, and is carried out in the commit that closes the mismatch. */
export function Decisions({ mismatch }: { mismatch: Mismatch }) {
  return mismatch.decisions.map((decision) =>
    decision === 'attach' ? (
      <Attach key={decision} mismatch={mismatch} />
    ) : (
      <Decide key={decision} mismatch={mismatch} decision={decision} />
    ),
  );
}

function Decide({ mismatch, decision }: { mismatch: Mismatch; decision: Exclude<Decision, 'attach'> }) {
  const { t } = useTranslation('admin');
  const [resolve] = useResolveMismatchMutation();
  const amount = formatMoney(mismatch.money);
  return (
    <ReasonAct
      tone={decision === 'cancel_booking' ? 'bad' : decision === 'refund' ? 'brand' : 'plain'}
      label={t(`decide.${decision}.act`, { amount })}
      title={t(`decide.${decision}.title`, { amount })}
      effect={t(`decide.${decision}.effect.${mismatch.kind}`, {
        amount,
        defaultValue: t(`decide.${decision}.effect.any`, { amount }),
      })}
      confirm={t(`decide.${decision}.act`, { amount })}
      done={t('decide.done')}
      run={(note) => resolve({ mismatchId: mismatch.id, resolution: { decision, note } })}
    />
  );
}

function Attach({ mismatch }: { mismatch: Mismatch }) {
  const { t } = useTranslation('admin');
  const [resolve] = useResolveMismatchMutation();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const bookingId = idOf(typed.trim());
  const run = (note: string) => {
    setAsked(true);
    if (!bookingId) return false as const;
    return resolve({ mismatchId: mismatch.id, resolution: { decision: 'attach', note, booking_id: bookingId } });
  };
  return (
    <ReasonAct
      label={t('decide.attach.act')}
      title={t('decide.attach.title')}
      effect={t('decide.attach.effect', { amount: formatMoney(mismatch.money) })}
      confirm={t('decide.attach.act')}
      done={t('decide.done')}
      run={run}
      onOpen={() => setAsked(false)}
    >
      <Field label={t('decide.attach.booking')} error={asked && !bookingId ? t('decide.attach.missing') : undefined}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="control figures"
          />
        )}
      </Field>
    </ReasonAct>
  );
}
