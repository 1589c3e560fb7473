import { useTranslation } from 'react-i18next';
import { useFilters } from '@/components/desk/use-filters';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { PRESETS, type Preset, presetOf, presetRange, type Range, rangeWith } from './ranges';
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
      <div className="grid items-end gap-3 sm:max-w-3xl sm:grid-cols-3">
        <Select
          label={t('earnings.range')}
          value={preset ?? ''}
          options={preset ? presets : [{ value: '', label: t('earnings.preset.own') }, ...presets]}
          onChange={({ target }) => target.value && change(presetRange(target.value as Preset))}
        />
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={t(`earnings.${end}`)}>
            {(control) => (
              <input
                {...control}
                type="date"
                required
                value={range[end]}
                onChange={({ target }) => target.value && change(rangeWith(range, end, target.value))}
                className="control figures"
              />
            )}
          </Field>
        ))}
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
