import { useTranslation } from 'react-i18next';
import { FilterRow } from '@/components/desk/filter-row';
import { useFilters } from '@/components/desk/use-filters';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { PRESETS, type Preset, presetOf, presetRange, type Range } from './ranges';
import { GROUPS, type Group } from './report-address';

type RangeRowProps = { range: Range; group: Group };

/** Which days, and how they are put together: a usual range, or any two days. */
export function RangeRow({ range, group }: RangeRowProps) {
  const { t } = useTranslation('owner');
  const { change } = useFilters();
  const preset = presetOf(range);
  const presets = PRESETS.map((value) => ({ value, label: t(`earnings.preset.${value}`) }));
  return (
    <div className="flex flex-col gap-4">
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(12rem,1fr)_minmax(0,2fr)]">
        <Select
          label={t('earnings.range')}
          value={preset ?? ''}
          options={preset ? presets : [{ value: '', label: t('earnings.preset.own') }, ...presets]}
          onChange={({ target }) => target.value && change(presetRange(target.value as Preset))}
        />
        <FilterRow
          filters={[
            { kind: 'day', name: 'from', label: t('earnings.from') },
            { kind: 'day', name: 'to', label: t('earnings.to') },
          ]}
        />
      </div>
      <Segmented
        label={t('earnings.group')}
        value={group}
        options={GROUPS.map((value) => ({ value, label: t(`earnings.by.${value}`) }))}
        onChange={(value) => change({ group: value === 'day' ? '' : value })}
      />
    </div>
  );
}
