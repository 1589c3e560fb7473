import { useTranslation } from 'react-i18next';
import { Money } from '@/components/ui/money';
import type { Money as Amount } from '@/lib/types';
import type { OwnerBookingDetail } from './types';

/** Of the price, what is the owner's; nothing where a partner takes the money. */
export function BookingMoney({ booking: { split } }: { booking: OwnerBookingDetail }) {
  const { t } = useTranslation('owner');
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold text-lg">{t('bookings.whose')}</h3>
      {split ? (
        <dl className="flex flex-col gap-2 text-[0.9375rem]">
          <Share name={t('bookings.yours')} of={split.owner} />
          <Share name={t('bookings.fee')} of={split.fee} />
          <Share name={t('bookings.tax')} of={split.tax} />
        </dl>
      ) : (
        <p className="text-ink-soft">{t('bookings.partnerTakes')}</p>
      )}
    </section>
  );
}

function Share({ name, of }: { name: string; of: Amount }) {
  return (
    <div className="flex items-baseline justify-between gap-4 first:font-semibold not-first:text-ink-soft">
      <dt>{name}</dt>
      <dd>
        <Money of={of} />
      </dd>
    </div>
  );
}
