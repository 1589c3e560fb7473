import { useTranslation } from 'react-i18next';
import type { Step } from '@/components/ui/timeline';
import { formatMoney } from '@/lib/format';
import type { BookingStatus } from '@/lib/types';
import type { OwnerBookingDetail } from './types';

const TONE: Record<BookingStatus, Step['tone']> = {
  pending: 'wait',
  confirmed: 'good',
  completed: 'brand',
  cancelled: 'plain',
  expired: 'plain',
};

/** What happened to a booking and to its money, in the order of time. */
export function useBookingSteps({ history, payments, refunds }: OwnerBookingDetail): Step[] {
  const { t } = useTranslation('owner');
  const steps: (Step & { at: string })[] = [
    ...history.map(({ at, status }) => ({
      key: `${at} ${status}`,
      title: t(`bookings.event.${status as BookingStatus}`, { defaultValue: status }),
      tone: TONE[status as BookingStatus],
      at,
    })),
    ...payments.map(({ at, amount, outcome }) => ({
      key: `${at} paid`,
      title: t(`bookings.paid.${outcome}`, { amount: formatMoney(amount) }),
      tone: 'good' as const,
      at,
    })),
    ...refunds.map(({ at, amount, state }, index) => ({
      key: `${at} refund ${index}`,
      title: t(`bookings.refund.${state}`, { amount: formatMoney(amount) }),
      tone: state === 'succeeded' ? ('good' as const) : ('wait' as const),
      at,
    })),
  ];
  return steps.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
