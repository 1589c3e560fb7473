import { type FormEvent, type ReactNode, type RefObject, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import { TextArea } from '@/components/ui/text-area';
import type { Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';

const MIN_LENGTH = 10;
const MAX_LENGTH = 500;

type ReasonDialogProps = {
  open: boolean;
  onClose: () => void;
  /** Names the act and its object: "Release booking 4711?" */
  title: string;
  /** What it does, in words and sums: "Cancels 2 bookings, refunds €318." */
  effect: ReactNode;
  /** The act, as its button says it. */
  confirm: string;
  onConfirm: (reason: string) => void;
  busy?: boolean;
  problem?: Problem | null;
  minLength?: number;
  maxLength?: number;
  /** To be typed word for word, before what nobody can take back. */
  typed?: string;
  /** Choices that belong to the act; they stand before the reason. */
  children?: ReactNode;
  returnFocus?: RefObject<HTMLElement | null>;
};

/** An act that harms: names the object and the effect, asks why, and waits for the server inside itself. */
export function ReasonDialog({ open, onClose, title, effect, returnFocus, ...form }: ReasonDialogProps) {
  // Nobody is to believe it undone while it is under way.
  const close = () => !form.busy && onClose();
  return (
    <LazyDialog open={open} onClose={close} title={title} lead={effect} returnFocus={returnFocus}>
      {open && <ReasonForm {...form} onClose={close} />}
    </LazyDialog>
  );
}

type FormProps = Omit<ReasonDialogProps, 'open' | 'title' | 'effect' | 'returnFocus'>;

function ReasonForm({ onClose, confirm, onConfirm, busy, problem, typed, children, ...bounds }: FormProps) {
  const { t } = useTranslation('desk');
  const { minLength = MIN_LENGTH, maxLength = MAX_LENGTH } = bounds;
  const [reason, setReason] = useState('');
  const [word, setWord] = useState('');
  const [asked, setAsked] = useState(false);
  const id = useId();
  const short = reason.trim().length < minLength;
  const untyped = typed !== undefined && word.trim() !== typed;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setAsked(true);
    if (!short && !untyped) return onConfirm(reason.trim());
    event.currentTarget.querySelector<HTMLElement>(short ? 'textarea' : 'input')?.focus();
  };
  return (
    <form id={id} noValidate onSubmit={send} className="flex flex-col gap-4">
      {children}
      <TextArea
        label={t('reason.label')}
        hint={t('reason.hint', { count: minLength })}
        error={asked && short ? t('reason.short') : undefined}
        required
        rows={3}
        maxLength={maxLength}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {typed !== undefined && (
        <Field label={t('reason.typed', { word: typed })} error={asked && untyped ? t('reason.untyped') : undefined}>
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              spellCheck={false}
              value={word}
              onChange={(event) => setWord(event.target.value)}
              className="control"
            />
          )}
        </Field>
      )}
      {problem && !busy && <Refusal problem={problem} />}
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button type="submit" tone="bad" busy={busy}>
          {busy ? t('reason.working') : confirm}
        </Button>
        <Button tone="plain" off={busy} onClick={onClose}>
          {t('reason.keep')}
        </Button>
      </div>
    </form>
  );
}

function Refusal({ problem }: { problem: Problem }) {
  const words = useProblemWords()(problem);
  return (
    <Notice tone="bad" role="alert" title={words.title}>
      {words.detail}
      <RequestId id={words.requestId} />
    </Notice>
  );
}
