import { lazy, Suspense, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Location, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { ProgressLine } from '@/components/ui/progress-line';
import { sessionOf } from '@/lib/auth';
import { i18next } from '@/lib/i18n';
import { useAppSelector } from '@/store/store';
import { Header } from './header';

/** Moves focus to the new page's content, so that readers and keys start where the eyes do. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const arrivedAt = useRef(pathname);
  // With the page and not after it: a key that is pressed in between would still go to the page that was left.
  useLayoutEffect(() => {
    if (arrivedAt.current === pathname) return;
    arrivedAt.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

const UnverifiedBar = lazy(async () => {
  const [module] = await Promise.all([import('@/features/auth/unverified-bar'), i18next.loadNamespaces('auth')]);
  return module;
});

/** Every first entry of a tab has the same key; with its address, one fresh page does not start where another was left. */
const scrollKey = ({ key, pathname, search }: Location) => (key === 'default' ? pathname + search : key);

export function Shell() {
  const { t } = useTranslation();
  const main = useFocusOnArrival();
  const { state } = useNavigation();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-control bg-brand px-4 py-3 font-semibold text-on-brand focus-visible:translate-y-0"
      >
        {t('nav.skip')}
      </a>
      <Header />
      {state === 'loading' && (
        <div className="sticky top-16 z-30">
          <ProgressLine />
        </div>
      )}
      <Unverified />
      {/* As tall as the screen at least: the foot then never jumps while a page fills. */}
      <main id="main" ref={main} tabIndex={-1} className="min-h-dvh flex-1">
        <Outlet />
      </main>
      <Footer />
      <ScrollRestoration getKey={scrollKey} />
    </div>
  );
}

/** On the page that the mail leads to, it would say the same twice. */
function Unverified() {
  const { user } = useAppSelector(sessionOf);
  const { pathname } = useLocation();
  if (!user || user.email_verified || pathname === '/verify') return null;
  return (
    <Suspense>
      <UnverifiedBar user={user} />
    </Suspense>
  );
}

function Footer() {
  const { t } = useTranslation();
  return (
    <footer className="mt-16 print:hidden border-line border-t">
      <div className="page flex flex-col gap-2 py-8 text-ink-faint text-sm sm:flex-row sm:justify-between">
        <p>{t('foot.promise')}</p>
        <p>{t('foot.drawn')}</p>
      </div>
    </footer>
  );
}
