import { UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation } from 'react-router';
import { LinkButton } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { isClient, sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';
import { HoldChip } from './hold-chip';
import { Mark } from './mark';
import { Menu } from './menu';
import { type Place, PUBLIC_PLACES, placesOf } from './places';

export function Header() {
  const { t } = useTranslation();
  const { user } = useAppSelector(sessionOf);
  const books = useAppSelector(isClient);
  return (
    <header className="print:hidden sticky top-0 z-30 border-line border-b bg-canvas/90 backdrop-blur-md">
      <div className="page flex h-16 items-center gap-1 sm:gap-2">
        <Link
          to="/"
          className="mr-auto flex min-h-11 items-center gap-2.5 rounded-control font-semibold text-xl tracking-tight lg:mr-4"
        >
          <Mark />
          <span className="max-sm:sr-only">{t('brand')}</span>
        </Link>
        <nav aria-label={t('nav.label')} className="hidden items-center lg:mr-auto lg:flex">
          {[...PUBLIC_PLACES, ...placesOf(user?.role)].map((place) => (
            <NavItem key={place.to} {...place} />
          ))}
        </nav>
        {books && <HoldChip />}
        <SignIn />
        <Menu />
      </div>
    </header>
  );
}

function NavItem({ to, name }: Place) {
  const { t } = useTranslation();
  return (
    <NavLink
      to={to}
      className={({ isActive }) =>
        cn(
          'flex min-h-11 items-center rounded-control px-3 font-medium text-ink-soft hover:bg-sunken hover:text-ink',
          isActive && 'text-brand',
        )
      }
    >
      {t(name)}
    </NavLink>
  );
}

/** For guests. Pages on the way to a sign-in are none to come back to. */
function SignIn() {
  const { t } = useTranslation();
  const { status } = useAppSelector(sessionOf);
  const { pathname, search } = useLocation();
  if (status !== 'guest') return null;
  const next = /^\/(login|register|forgot|reset)$/.test(pathname)
    ? search
    : `?next=${encodeURIComponent(pathname + search)}`;
  return (
    <LinkButton to={`/login${next}`} tone="plain" size="small" className="ml-1 min-h-10">
      <UserRound className="size-4 max-sm:hidden" aria-hidden="true" />
      {t('nav.signIn')}
    </LinkButton>
  );
}
