import { useTranslation } from 'react-i18next';
import { Checkbox } from '@/components/ui/checkbox';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { type BulkDraft, MOST_CHEAPER, MOST_DEARER, type Terms, type Topic } from './bulk-draft';
import { AmountField, WholeField } from './inputs';
import { rulesOf } from './policy-rules';
import { RuleField } from './rule-field';
import type { Act, FleetKind } from './types';

type FieldsProps = { draft: BulkDraft; onChange: (change: Partial<BulkDraft>) => void; kind: FleetKind };

const TOPICS: readonly Topic[] = ['price', 'rules', 'visibility'];
const TERMS: readonly Terms[] = ['flexible', 'moderate', 'strict'];
const ACTS: readonly Act[] = ['publish', 'pause', 'retire'];

/** What is to become of them: their price, their rules or how they stand; one of these at a time. */
export function BulkFields({ draft, onChange, kind }: FieldsProps) {
  const { t } = useTranslation('fleet');
  // The places of an event have prices of their own, which no single change fits.
  const topics = kind === 'events' ? TOPICS.filter((topic) => topic !== 'price') : TOPICS;
  const Fields = { price: PriceFields, rules: RuleFields, visibility: VisibilityFields }[draft.topic];
  return (
    <>
      <Segmented
        label={t('bulk.topic')}
        value={draft.topic}
        onChange={(topic) => onChange({ topic })}
        options={topics.map((value) => ({ value, label: t(`bulk.${value}`) }))}
      />
      <Fields draft={draft} onChange={onChange} kind={kind} />
    </>
  );
}

function PriceFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation('fleet');
  const { by, dearer, percent, amount } = draft;
  const most = dearer ? MOST_DEARER : MOST_CHEAPER;
  const outside = percent !== null && !(percent >= 1 && percent <= most);
  return (
    <>
      <Segmented
        label={t('bulk.by')}
        value={by}
        onChange={(next) => onChange({ by: next })}
        options={[
          { value: 'percent', label: t('bulk.byPercent') },
          { value: 'amount', label: t('bulk.byAmount') },
        ]}
      />
      {by === 'amount' ? (
        <AmountField
          label={t('bulk.newPrice')}
          value={amount}
          onChange={(next) => onChange({ amount: next })}
          error={Number.isNaN(amount) ? t('fault.amount') : undefined}
        />
      ) : (
        <>
          <Segmented
            label={t('bulk.direction')}
            value={dearer ? 'up' : 'down'}
            onChange={(next) => onChange({ dearer: next === 'up' })}
            options={[
              { value: 'up', label: t('bulk.up') },
              { value: 'down', label: t('bulk.down') },
            ]}
          />
          <WholeField
            label={t('bulk.percent')}
            unit="%"
            value={percent}
            onChange={(next) => onChange({ percent: next })}
            error={outside ? t('fault.percent', { most }) : undefined}
          />
        </>
      )}
    </>
  );
}

function RuleFields({ draft, onChange, kind }: FieldsProps) {
  const { t } = useTranslation('fleet');
  return (
    <>
      <p className="text-ink-soft">{t('bulk.stays')}</p>
      {rulesOf(kind).map((name) => (
        <RuleField
          key={name}
          name={name}
          value={draft.rules[name] ?? null}
          onChange={(value) => onChange({ rules: { ...draft.rules, [name]: value } })}
        />
      ))}
      <Select
        label={t('terms.label')}
        value={draft.terms}
        onChange={(event) => onChange({ terms: event.target.value as Terms | '' })}
        options={[
          { value: '', label: t('bulk.termsStay') },
          ...TERMS.map((value) => ({ value, label: t(`terms.${value}.name`) })),
        ]}
        hint={draft.terms ? t(`terms.${draft.terms}.text`) : undefined}
      />
    </>
  );
}

function VisibilityFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation('fleet');
  return (
    <>
      <Segmented<Act | ''>
        label={t('column.visibility')}
        value={draft.act}
        onChange={(act) => onChange({ act, sure: false })}
        options={ACTS.map((value) => ({ value, label: t(`act.${value}.name`) }))}
      />
      {draft.act === 'retire' && (
        <Checkbox
          label={t('act.retire.sure')}
          checked={draft.sure}
          onChange={(event) => onChange({ sure: event.target.checked })}
        />
      )}
    </>
  );
}
