import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { LinkButton } from '@/components/ui/button';
import { ClientsOnly } from '@/components/ui/clients-only';
import { Notice } from '@/components/ui/notice';
import { Spinner } from '@/components/ui/spinner';
import { type Role, sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';

/**
 * Pages of people who are signed in, of the role `who` where one is named. A guest is sent to the sign-in and comes back
 * to the same page; anybody else is told whose page it is. The server decides; this only spares people its refusals.
 */
export function RequireRole({ who }: { who?: Role }) {
  const { status, user } = useAppSelector(sessionOf);
  const { pathname, search } = useLocation();
  if (status === 'guest') return <Navigate replace to={`/login?next=${encodeURIComponent(pathname + search)}`} />;
  if (status === 'unknown') return <Waiting />;
  return !who || user?.role === who ? <Outlet /> : <NotYours who={who} />;
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div className="page grid min-h-80 place-items-center text-2xl text-brand" aria-busy="true">
      <Spinner />
      <span className="sr-only">{t('state.loading')}</span>
    </div>
  );
}

function NotYours({ who }: { who: Role }) {
  const { t } = useTranslation();
  return (
    <div className="page max-w-3xl py-16">
      {who === 'client' ? (
        <ClientsOnly />
      ) : (
        <Notice tone="info" title={t(`notYours.${who}.title`)}>
          <p>{t(`notYours.${who}.text`)}</p>
          <LinkButton to="/" tone="plain" className="mt-4">
            {t('notYours.act')}
          </LinkButton>
        </Notice>
      )}
    </div>
  );
}
