import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { Notice } from '@/components/ui/notice';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { type ApiKey, useCreateApiKeyMutation } from './api';

type Scope = ApiKey['scopes'][number];

const SCOPES: Scope[] = [
  'bookings:read',
  'bookings:write',
  'events:read',
  'events:write',
  'audit:read',
  'metrics:read',
  'lab:run',
];

const PARTNER = /^[a-z0-9-]+$/;

/** A new key for a partner; its secret stands here until it is closed, and never again. */
export function NewKey() {
  const { t } = useTranslation('admin');
  const [open, setOpen] = useState(false);
  const [create, { data, error, isLoading, reset }] = useCreateApiKeyMutation();
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    if (isLoading) return;
    setOpen(false);
    // With the dialog goes the secret: it stays in no cache.
    reset();
  };
  return (
    <>
      <Button ref={opener} onClick={() => setOpen(true)} className="self-start">
        {t('keys.new')}
      </Button>
      <LazyDialog
        open={open}
        onClose={close}
        returnFocus={opener}
        title={t(data ? 'keys.made' : 'keys.new')}
        lead={t(data ? 'keys.once' : 'keys.newText')}
      >
        {data ? (
          <Secret secret={data.key} onClose={close} />
        ) : (
          open && (
            <KeyForm
              busy={isLoading}
              error={error}
              onSend={(partner, scopes) => create({ newKey: { partner, scopes } })}
              onClose={close}
            />
          )
        )}
      </LazyDialog>
    </>
  );
}

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <>
      <p className="flex flex-wrap items-center gap-3 rounded-control bg-sunken p-4">
        <span data-secret="" className="figures min-w-0 flex-1 select-all font-semibold [overflow-wrap:anywhere]">
          {secret}
        </span>
        <CopyButton text={secret} what={t('keys.secret')} />
      </p>
      <Button onClick={onClose}>{t('keys.kept')}</Button>
    </>
  );
}

type FormProps = {
  busy: boolean;
  error: unknown;
  onSend: (partner: string, scopes: Scope[]) => void;
  onClose: () => void;
};

function KeyForm({ busy, error, onSend, onClose }: FormProps) {
  const { t } = useTranslation('admin');
  const [partner, setPartner] = useState('');
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [asked, setAsked] = useState(false);
  const words = useProblemWords();
  const wrong = !PARTNER.test(partner);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!busy && !wrong && scopes.length > 0) onSend(partner, scopes);
  };
  const flip = (scope: Scope, on: boolean) =>
    setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope));
  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <Field
        label={t('keys.partner')}
        hint={t('keys.partnerHint')}
        error={asked && wrong ? t('keys.partnerWrong') : undefined}
      >
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={partner}
            onChange={(event) => setPartner(event.target.value.trim())}
            className="control"
          />
        )}
      </Field>
      <fieldset className="min-w-0">
        <legend className="font-medium text-ink-soft text-sm">{t('keys.scopes')}</legend>
        <div className="grid sm:grid-cols-2">
          {SCOPES.map((scope) => (
            <Checkbox
              key={scope}
              label={scope}
              checked={scopes.includes(scope)}
              onChange={(event) => flip(scope, event.target.checked)}
            />
          ))}
        </div>
        {asked && scopes.length === 0 && <p className="font-medium text-bad text-sm">{t('keys.scopesMissing')}</p>}
      </fieldset>
      {Boolean(error) && !busy && <Notice tone="bad" role="alert" title={words(asProblem(error)).detail} />}
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button type="submit" busy={busy}>
          {t('keys.make')}
        </Button>
        <Button tone="plain" off={busy} onClick={onClose}>
          {t('cancelForm')}
        </Button>
      </div>
    </form>
  );
}
