import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { Spinner } from '@/components/ui/spinner';
import { sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';

/** Pages of a signed-in client. A guest is sent to the sign-in and comes back to the same page. */
export function RequireSession() {
  const { t } = useTranslation();
  const { status } = useAppSelector(sessionOf);
  const { pathname, search } = useLocation();
  if (status === 'member') return <Outlet />;
  if (status === 'guest') return <Navigate replace to={`/login?next=${encodeURIComponent(pathname + search)}`} />;
  return (
    <div className="page grid min-h-80 place-items-center text-2xl text-brand" aria-busy="true">
      <Spinner />
      <span className="sr-only">{t('state.loading')}</span>
    </div>
  );
}
