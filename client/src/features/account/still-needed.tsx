import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Notice } from '@/components/ui/notice';
import type { Role } from '@/lib/auth';
import type { Problem } from '@/lib/problem';

// Where each role looks at a booking; admins have none of their own.
const BOOKING_PAGE: Record<Role, (id: string) => string> = {
  client: (id) => `/bookings/${id}`,
  owner: () => '/owner/bookings',
  admin: () => '/admin/bookings',
};

/** What has to end before an account can be erased: bookings that stand, listings that are on offer. */
export function StillNeeded({ problem, role }: { problem: Problem; role: Role }) {
  const { t } = useTranslation('account');
  const { bookings = [], listings = [] } = problem.errors;
  return (
    <Notice tone="bad" role="alert" title={t('needed.title')}>
      {bookings.length > 0 && (
        <>
          <p>{t(role === 'client' ? 'needed.bookings' : 'needed.rentals', { count: bookings.length })}</p>
          <ul className="flex flex-wrap gap-x-4">
            {(role === 'client' ? bookings : bookings.slice(0, 1)).map((id, index) => (
              <li key={id}>
                <Link
                  to={BOOKING_PAGE[role](id)}
                  className="inline-flex min-h-9 items-center font-semibold text-brand underline underline-offset-4"
                >
                  {role === 'client' ? t('needed.booking', { number: index + 1 }) : t('needed.toRentals')}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {listings.length > 0 && <p>{t('needed.listings', { count: listings.length })}</p>}
    </Notice>
  );
}
