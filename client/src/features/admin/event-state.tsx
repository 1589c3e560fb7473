import { useTranslation } from 'react-i18next';
import type { PaymentEvent } from './api';
import { StateMark } from './state-mark';

const TONES = { open: 'wait', failed: 'bad', handled: 'good' } as const;

export function EventState({ state }: { state: PaymentEvent['state'] }) {
  const { t } = useTranslation('admin');
  return <StateMark tone={TONES[state]}>{t(`webhooks.state.${state}`)}</StateMark>;
}
