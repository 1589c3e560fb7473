import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import type { User } from '@/lib/types';
import { EraseForm } from './erase-form';

/** Names what goes and what stays, before anybody is asked to type anything. */
export function EraseAct({ user, onErased }: { user: User; onErased: () => Promise<void> }) {
  const { t } = useTranslation('account');
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Effect title={t('erase.goesTitle')} items={t('erase.goes', { returnObjects: true })} />
        <Effect title={t('erase.staysTitle')} items={t('erase.stays', { returnObjects: true })} />
      </div>
      <p className="text-ink-soft text-[0.9375rem]">{t(`erase.before.${user.role}`)}</p>
      <Button ref={opener} tone="bad" className="self-start" onClick={() => setOpen(true)}>
        {t('erase.act')}
      </Button>
      <LazyDialog open={open} onClose={close} returnFocus={opener} title={t('erase.title')} lead={t('erase.lead')}>
        {open && <EraseForm user={user} onErased={onErased} onKeep={close} />}
      </LazyDialog>
    </>
  );
}

function Effect({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <ul className="mt-1 list-disc pl-5 text-ink-soft text-[0.9375rem]">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
