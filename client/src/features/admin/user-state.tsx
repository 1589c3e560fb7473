import { useTranslation } from 'react-i18next';
import type { Person } from './api';
import { StateMark } from './state-mark';

export function UserState({ state }: { state: Person['state'] }) {
  const { t } = useTranslation('admin');
  return <StateMark tone={state === 'active' ? 'good' : 'bad'}>{t(`users.state.${state}`)}</StateMark>;
}
