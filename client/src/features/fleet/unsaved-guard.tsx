import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { Button } from '@/components/ui/button';
import { LazyDialog } from '@/components/ui/lazy-dialog';

/** Leaving with what is not saved asks once. `dirty` is asked at the moment of leaving. */
export function UnsavedGuard({ dirty }: { dirty: () => boolean }) {
  const { t } = useTranslation('fleet');
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      // A lost session leads to the sign-in, and holding somebody there would hold them for good.
      currentLocation.pathname !== nextLocation.pathname && !nextLocation.pathname.startsWith('/login') && dirty(),
  );
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (dirty()) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
  return (
    <LazyDialog
      open={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t('unsaved.title')}
      lead={t('unsaved.lead')}
    >
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button onClick={() => blocker.reset?.()}>{t('unsaved.stay')}</Button>
        <Button tone="plain" onClick={() => blocker.proceed?.()}>
          {t('unsaved.leave')}
        </Button>
      </div>
    </LazyDialog>
  );
}
