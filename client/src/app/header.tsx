import { LogOut, Moon, Search, Sun, Ticket, UserRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import { Button, LinkButton } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { useLogoutMutation } from '@/lib/api';
import { isClient, rememberReturning, sessionOf } from '@/lib/auth';
import { personForgotten, useAppDispatch, useAppSelector } from '@/store/store';
import { HoldChip } from './hold-chip';
import { isDark, setDark } from './theme';

export function Header() {
  const { t } = useTranslation();
  const { status } = useAppSelector(sessionOf);
  const books = useAppSelector(isClient);
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-canvas/90 backdrop-blur-md">
      <div className="page flex h-16 items-center gap-1 sm:gap-2">
        <Link
          to="/"
          className="mr-auto flex min-h-11 items-center gap-2.5 rounded-control font-semibold text-xl tracking-tight sm:mr-6"
        >
          <Mark />
          <span className="max-sm:sr-only">{t('brand')}</span>
        </Link>
        <nav aria-label={t('nav.label')} className="flex items-center sm:mr-auto sm:gap-1">
          <NavItem to="/cars" icon={<Search className="size-5" aria-hidden="true" />} name={t('nav.cars')} />
          {(books || status !== 'member') && (
            <NavItem to="/bookings" icon={<Ticket className="size-5" aria-hidden="true" />} name={t('nav.bookings')} />
          )}
        </nav>
        {books && <HoldChip />}
        <ThemeSwitch />
        <Account />
      </div>
    </header>
  );
}

function NavItem({ to, icon, name }: { to: string; icon: ReactNode; name: string }) {
  return (
    <NavLink
      to={to}
      className={({ isActive }) =>
        cn(
          'flex size-11 items-center justify-center gap-2 rounded-control font-medium text-ink-soft hover:bg-sunken hover:text-ink sm:w-auto sm:px-3',
          isActive && 'text-brand',
        )
      }
    >
      {icon}
      <span className="max-sm:sr-only">{name}</span>
    </NavLink>
  );
}

function ThemeSwitch() {
  const { t } = useTranslation();
  const [dark, show] = useState(isDark);
  const flip = () => {
    setDark(!dark);
    show(!dark);
  };
  return (
    <Button tone="quiet" size="icon" onClick={flip} aria-label={t(dark ? 'nav.light' : 'nav.dark')}>
      {dark ? <Sun className="size-5" aria-hidden="true" /> : <Moon className="size-5" aria-hidden="true" />}
    </Button>
  );
}

function Account() {
  const { t } = useTranslation();
  const { status, user } = useAppSelector(sessionOf);
  const { pathname, search } = useLocation();
  if (status === 'unknown') return <span className="size-11" />;
  if (status === 'member') return <SignOut name={user?.name ?? ''} />;
  // Pages on the way to a sign-in are none to come back to.
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

function SignOut({ name }: { name: string }) {
  const { t } = useTranslation();
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const [logout] = useLogoutMutation();
  const leave = async () => {
    await logout();
    rememberReturning(false);
    await navigate('/');
    dispatch(personForgotten());
  };
  return (
    <div className="flex items-center gap-1">
      <span className="max-w-32 truncate font-medium text-ink-soft max-md:sr-only">{name}</span>
      <Button tone="quiet" size="icon" onClick={leave} aria-label={t('nav.signOut')}>
        <LogOut className="size-5" aria-hidden="true" />
      </Button>
    </div>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" className="size-8" aria-hidden="true">
      <circle cx="16" cy="16" r="15" className="fill-brand" />
      <path d="M13.6 8h4.8l6 17.5A15 15 0 0 1 16 28a15 15 0 0 1-8.4-2.5z" className="fill-canvas" />
      <path
        d="M15.4 11h1.2l.3 3.5h-1.8zM15 17h2l.4 4h-2.8zM14.4 23.5h3.2l.4 4.2a15 15 0 0 1-4 0z"
        className="fill-amber-bright"
      />
    </svg>
  );
}
