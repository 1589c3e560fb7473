import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { isWall } from '@/lib/zone';
import { type BlockDraft, REASONS } from './block-draft';
import type { BlockReason, CalendarRow } from './types';

const LONGEST_NOTE = 500;

type BlockFormProps = {
  draft: BlockDraft;
  rows: readonly CalendarRow[];
  busy: boolean;
  confirm?: string;
  leave?: string;
  onSend: (draft: BlockDraft) => void;
  onClose: () => void;
};

export function BlockForm({ draft, rows, busy, confirm, leave, onSend, onClose }: BlockFormProps) {
  const { t } = useTranslation('owner');
  const [stated, setStated] = useState(draft);
  const [asked, setAsked] = useState(false);
  const change = (part: Partial<BlockDraft>) => setStated((before) => ({ ...before, ...part }));
  const zone = rows.find(({ listing }) => listing.id === stated.listingId)?.time_zone ?? '';
  const [blankFrom, blankTo] = [!isWall(stated.from), !isWall(stated.to)];
  const reversed = !blankFrom && !blankTo && stated.to <= stated.from;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setAsked(true);
    if (!blankFrom && !blankTo && !reversed) return onSend(stated);
    event.currentTarget.querySelectorAll<HTMLElement>('input')[blankFrom ? 0 : 1]?.focus();
  };
  const wall = (end: 'from' | 'to', error: string | undefined) => (
    <Field label={t(`block.${end}`)} error={asked ? error : undefined}>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          required
          value={stated[end]}
          onChange={({ target }) => change({ [end]: target.value })}
          className="control figures"
        />
      )}
    </Field>
  );
  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <Select
        label={t('bookings.listing')}
        value={stated.listingId}
        options={rows.map(({ listing, own_key }) => ({
          value: listing.id,
          label: own_key ? `${listing.title} · ${own_key}` : listing.title,
        }))}
        hint={t('block.clock', { zone: zone.replaceAll('_', ' ') })}
        onChange={({ target }) => change({ listingId: target.value })}
      />
      <div className="grid gap-4">
        {wall('from', blankFrom ? t('block.missing') : undefined)}
        {wall('to', blankTo ? t('block.missing') : reversed ? t('block.reversed') : undefined)}
      </div>
      <Select
        label={t('block.reason')}
        value={stated.reason}
        options={REASONS.map((value) => ({ value, label: t(`block.reasons.${value}`) }))}
        onChange={({ target }) => change({ reason: target.value as BlockReason })}
      />
      <TextArea
        label={t('block.note')}
        hint={t('block.noteHint')}
        rows={2}
        maxLength={LONGEST_NOTE}
        value={stated.note}
        onChange={({ target }) => change({ note: target.value })}
      />
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button type="submit" busy={busy}>
          {busy ? t('block.working') : (confirm ?? t('block.confirm'))}
        </Button>
        <Button tone="plain" off={busy} onClick={onClose}>
          {leave ?? t('block.leave')}
        </Button>
      </div>
    </form>
  );
}
