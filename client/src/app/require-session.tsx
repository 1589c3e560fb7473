import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { ClientsOnly } from '@/components/ui/clients-only';
import { Spinner } from '@/components/ui/spinner';
import { isClient, sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';

/** Pages of a signed-in client. A guest is sent to the sign-in and comes back to the same page. */
export function RequireSession() {
  const { t } = useTranslation();
  const { status } = useAppSelector(sessionOf);
  const books = useAppSelector(isClient);
  const { pathname, search } = useLocation();
  if (status === 'member' && books) return <Outlet />;
  if (status === 'member') {
    return (
      <div className="page max-w-3xl py-16">
        <ClientsOnly />
      </div>
    );
  }
  if (status === 'guest') return <Navigate replace to={`/login?next=${encodeURIComponent(pathname + search)}`} />;
  return (
    <div className="page grid min-h-80 place-items-center text-2xl text-brand" aria-busy="true">
      <Spinner />
      <span className="sr-only">{t('state.loading')}</span>
    </div>
  );
}
