import { LogOut, Menu as MenuIcon, Moon, Sun } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation, useNavigate } from 'react-router';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { useLogoutMutation } from '@/lib/api';
import { rememberReturning, sessionOf } from '@/lib/auth';
import { LANGUAGES, speak } from '@/lib/i18n';
import { personForgotten, useAppDispatch, useAppSelector } from '@/store/store';
import { type Place, PUBLIC_PLACES, placesOf } from './places';
import { chooseTheme, useDark } from './theme';

const PANEL = 'menu';
const ROW =
  'flex min-h-11 w-full items-center gap-3 rounded-control px-3 text-left font-medium hover:bg-sunken aria-[current=page]:text-brand';

/** All places, and what people set for themselves. The browser opens, places on top and closes it: no code waits. */
export function Menu() {
  const { t } = useTranslation();
  const { user } = useAppSelector(sessionOf);
  const panel = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving on another page is what closes it.
  useEffect(() => panel.current?.hidePopover?.(), [pathname]);
  return (
    <>
      <Button tone="quiet" size="icon" popoverTarget={PANEL} aria-label={t('nav.menu')}>
        <MenuIcon className="size-5" aria-hidden="true" />
      </Button>
      <div
        ref={panel}
        id={PANEL}
        popover="auto"
        className="fixed inset-auto top-15 right-2 m-0 max-h-[calc(100dvh-5rem)] w-72 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card border border-line bg-surface p-2 text-ink shadow-lift"
      >
        {user && (
          <p className="px-3 pt-2 pb-3 text-ink-soft text-sm">
            <span className="block truncate font-semibold text-base text-ink">{user.name}</span>
            <span className="block truncate">{user.email}</span>
          </p>
        )}
        <nav aria-label={t('nav.menu')}>
          {[...PUBLIC_PLACES, ...placesOf(user?.role)].map((place) => (
            <MenuItem key={place.to} {...place} />
          ))}
        </nav>
        <div className="mt-2 border-line border-t pt-2">
          <LanguageSwitch />
          <ThemeSwitch />
          {user && <SignOut />}
        </div>
      </div>
    </>
  );
}

function MenuItem({ to, name }: Place) {
  const { t } = useTranslation();
  return (
    <NavLink to={to} className={ROW}>
      {t(name)}
    </NavLink>
  );
}

/** Each language in its own words: who cannot read this one finds theirs. */
function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <fieldset className="flex gap-1 px-1 pb-1">
      <legend className="sr-only">{t('nav.language')}</legend>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => speak(language)}
          className={cn(
            'min-h-11 flex-1 rounded-control font-medium hover:bg-sunken',
            i18n.language === language && 'bg-brand-soft text-brand',
          )}
        >
          {t(`language.${language}`)}
        </button>
      ))}
    </fieldset>
  );
}

function ThemeSwitch() {
  const { t } = useTranslation();
  const dark = useDark();
  const Icon = dark ? Sun : Moon;
  return (
    <MenuAct onClick={() => chooseTheme(dark ? 'light' : 'dark')} icon={<Icon className="size-5" aria-hidden="true" />}>
      {t(dark ? 'nav.light' : 'nav.dark')}
    </MenuAct>
  );
}

function SignOut() {
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
    <MenuAct onClick={leave} icon={<LogOut className="size-5" aria-hidden="true" />}>
      {t('nav.signOut')}
    </MenuAct>
  );
}

function MenuAct({ onClick, icon, children }: { onClick: () => void; icon: ReactNode; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className={ROW}>
      {icon}
      {children}
    </button>
  );
}
