import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import type { Clash, Side } from './stated';

type ClashDialogProps = {
  /** Null while nobody else was faster. */
  clashes: readonly Clash[] | null;
  /** What only the other side has changed; it stays. */
  others: readonly string[];
  nameOf: (path: string) => string;
  show: (path: string, value: unknown) => ReactNode;
  onChoose: (sides: Record<string, Side>) => void;
  onClose: () => void;
  busy?: boolean;
};

/** Somebody else saved first: both versions side by side, one choice for each thing that both have changed. */
export function ClashDialog({ clashes, onClose, busy, ...rest }: ClashDialogProps) {
  const { t } = useTranslation('fleet');
  const some = (clashes?.length ?? 0) > 0;
  return (
    <LazyDialog
      open={clashes !== null}
      onClose={() => !busy && onClose()}
      title={t('clash.title')}
      lead={t(some ? 'clash.lead' : 'clash.leadNone')}
    >
      {clashes && <ClashForm clashes={clashes} onClose={onClose} busy={busy} {...rest} />}
    </LazyDialog>
  );
}

type FormProps = Omit<ClashDialogProps, 'clashes'> & { clashes: readonly Clash[] };

function ClashForm({ clashes, others, nameOf, show, onChoose, onClose, busy }: FormProps) {
  const { t } = useTranslation('fleet');
  const [sides, setSides] = useState<Record<string, Side>>({});
  const [asked, setAsked] = useState(false);
  const open = clashes.filter(({ path }) => !sides[path]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (open.length === 0 && !busy) onChoose(sides);
  };
  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-5">
      {clashes.map((clash) => (
        <Choice
          key={clash.path}
          clash={clash}
          name={nameOf(clash.path)}
          show={show}
          side={sides[clash.path]}
          missing={asked && !sides[clash.path]}
          onSide={(side) => setSides((before) => ({ ...before, [clash.path]: side }))}
        />
      ))}
      {others.length > 0 && (
        <p className="text-ink-soft text-sm">{t('clash.others', { names: others.map(nameOf).join(', ') })}</p>
      )}
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button type="submit" busy={busy}>
          {t(busy ? 'save.working' : 'clash.save')}
        </Button>
        <Button tone="plain" off={busy} onClick={onClose}>
          {t('clash.later')}
        </Button>
      </div>
    </form>
  );
}

type ChoiceProps = {
  clash: Clash;
  name: string;
  show: (path: string, value: unknown) => ReactNode;
  side?: Side;
  missing: boolean;
  onSide: (side: Side) => void;
};

const SIDES: readonly Side[] = ['mine', 'theirs'];

function Choice({ clash, name, show, side, missing, onSide }: ChoiceProps) {
  const { t } = useTranslation('fleet');
  const id = useId();
  return (
    <fieldset className="min-w-0" aria-describedby={missing ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-semibold">{name}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {SIDES.map((one) => (
          <label
            key={one}
            className="flex cursor-pointer items-start gap-3 rounded-control border border-edge p-3 has-checked:border-brand has-checked:bg-brand-soft"
          >
            <input
              type="radio"
              name={id}
              checked={side === one}
              onChange={() => onSide(one)}
              className="mt-0.5 size-5 shrink-0 accent-brand"
            />
            <span className="min-w-0">
              <span className="block font-medium text-ink-soft text-sm">{t(`clash.${one}`)}</span>
              <span className="wrap-anywhere">{show(clash.path, clash[one])}</span>
            </span>
          </label>
        ))}
      </div>
      {missing && (
        <p id={`${id}-error`} role="alert" className="mt-1 font-medium text-bad text-sm">
          {t('clash.choose')}
        </p>
      )}
    </fieldset>
  );
}
