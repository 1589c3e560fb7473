import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import type { RowChoice } from './table-types';

const PLACE = 'grid size-11 shrink-0 cursor-pointer place-items-center';
const BOX = 'size-5 accent-brand';

type RowProps<Row> = { row: Row; choice: RowChoice<Row>; className?: string };

export function ChooseRow<Row>({ row, choice, className }: RowProps<Row>) {
  const { t } = useTranslation('desk');
  return (
    <label className={cn(PLACE, className)}>
      <span className="sr-only">{t('table.choose', { name: choice.nameOf(row) })}</span>
      <input
        type="checkbox"
        checked={choice.has(row)}
        onChange={(event) => choice.onChange([row], event.target.checked)}
        className={BOX}
      />
    </label>
  );
}

type AllProps<Row> = { rows: readonly Row[] | undefined; choice: RowChoice<Row>; named?: boolean };

/** All rows in sight, or none of them; a line in it says "some". */
export function ChooseAll<Row>({ rows = [], choice, named }: AllProps<Row>) {
  const { t } = useTranslation('desk');
  const chosen = rows.filter(choice.has).length;
  const all = rows.length > 0 && chosen === rows.length;
  return (
    <label className={named ? 'flex min-h-11 cursor-pointer items-center gap-3' : PLACE}>
      <input
        type="checkbox"
        checked={all}
        ref={(box) => {
          if (box) box.indeterminate = chosen > 0 && !all;
        }}
        onChange={(event) => choice.onChange(rows, event.target.checked)}
        className={BOX}
      />
      <span className={named ? undefined : 'sr-only'}>{t('table.chooseAll')}</span>
    </label>
  );
}
