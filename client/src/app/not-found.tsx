import { useTranslation } from 'react-i18next';
import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Title } from './title';

const WAYS_OUT = {
  page: { to: '/cars', name: 'car' },
  car: { to: '/cars', name: 'car' },
  booking: { to: '/bookings', name: 'booking' },
  event: { to: '/events', name: 'event' },
  slot: { to: '/slots', name: 'slot' },
} as const;

/** No such page, or no such thing on it. */
export function NotFound({ what = 'page' }: { what?: keyof typeof WAYS_OUT }) {
  const { t } = useTranslation();
  const way = WAYS_OUT[what];
  return (
    <div className="page py-16">
      <Title>{t('missing.title')}</Title>
      <h1 className="sr-only">{t('missing.title')}</h1>
      <Empty title={t(`missing.${what}`)} act={<LinkButton to={way.to}>{t(`missing.acts.${way.name}`)}</LinkButton>}>
        {t('missing.text')}
      </Empty>
    </div>
  );
}
