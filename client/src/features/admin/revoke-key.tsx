import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { Notice } from '@/components/ui/notice';
import { useToast } from '@/components/ui/toast';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { type ApiKey, useRevokeApiKeyMutation } from './api';

/** Takes a key back for good, so the partner's name is typed first. The API keeps no reason for it, and asks for none. */
export function RevokeKey({ apiKey: { id, partner, prefix } }: { apiKey: ApiKey }) {
  const { t } = useTranslation('admin');
  const [open, setOpen] = useState(false);
  const [revoke, { error, isLoading, reset }] = useRevokeApiKeyMutation();
  const opener = useRef<HTMLButtonElement>(null);
  const say = useToast();
  const words = useProblemWords();
  const close = () => {
    if (isLoading) return;
    setOpen(false);
    reset();
  };
  const run = async () => {
    const answer = await revoke({ keyId: id });
    if (answer.error) return;
    setOpen(false);
    say({ text: t('keys.taken', { partner }) });
  };
  return (
    <>
      <Button ref={opener} tone="plain" size="small" onClick={() => setOpen(true)}>
        {t('keys.revoke')}
      </Button>
      <LazyDialog
        open={open}
        onClose={close}
        returnFocus={opener}
        title={t('keys.revokeTitle', { partner })}
        lead={t('keys.revokeEffect', { prefix: `dsk_${prefix}` })}
      >
        {Boolean(error) && !isLoading && <Notice tone="bad" role="alert" title={words(asProblem(error)).title} />}
        {open && <TypedForm word={partner} busy={isLoading} onConfirm={run} onClose={close} />}
      </LazyDialog>
    </>
  );
}

type FormProps = { word: string; busy: boolean; onConfirm: () => void; onClose: () => void };

function TypedForm({ word, busy, onConfirm, onClose }: FormProps) {
  const { t } = useTranslation(['admin', 'desk']);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const wrong = typed.trim() !== word;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!busy && !wrong) onConfirm();
  };
  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <Field label={t('desk:reason.typed', { word })} error={asked && wrong ? t('desk:reason.untyped') : undefined}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="control"
          />
        )}
      </Field>
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button type="submit" tone="bad" busy={busy}>
          {t('keys.revoke')}
        </Button>
        <Button tone="plain" off={busy} onClick={onClose}>
          {t('desk:reason.keep')}
        </Button>
      </div>
    </form>
  );
}
