import { useTranslation } from 'react-i18next';
import { serverNow } from '@/lib/clock';
import { formatNumber } from '@/lib/format';
import type { Search } from './search-state';
import { dollars } from './use-filter-words';

const PRICES = [40, 60, 80, 100, 150, 250];
const RATINGS = [4, 4.5, 4.8];
const AGES_YEARS = [1, 3, 5, 8, 12];

type MoreProps = { search: Search; onChange: (change: Partial<Search>) => void };
type Name = 'priceMax' | 'yearMin' | 'ratingMin';

/** The filters with a scale: most that a day may cost, and least year and rating. */
export function MoreFilters({ search, onChange }: MoreProps) {
  const { t } = useTranslation('search');
  const thisYear = new Date(serverNow()).getUTCFullYear();
  const choose = (name: Name) => (value: number | null) => onChange({ [name]: value });
  return (
    <div className="grid w-full grid-cols-3 gap-2 sm:flex sm:w-auto sm:gap-3">
      <Scale
        label={t('filter.price')}
        value={search.priceMax}
        steps={PRICES}
        wordsOf={(price) => t('active.priceMax', { price: dollars(price) })}
        onChange={choose('priceMax')}
      />
      <Scale
        label={t('filter.year')}
        value={search.yearMin}
        steps={AGES_YEARS.map((age) => thisYear - age)}
        wordsOf={(year) => t('active.yearMin', { year: String(year) })}
        onChange={choose('yearMin')}
      />
      <Scale
        label={t('filter.rating')}
        value={search.ratingMin}
        steps={RATINGS}
        wordsOf={(rating) => t('active.ratingMin', { rating: formatNumber(rating) })}
        onChange={choose('ratingMin')}
      />
    </div>
  );
}

type ScaleProps = {
  label: string;
  value: number | null;
  steps: number[];
  wordsOf: (step: number) => string;
  onChange: (value: number | null) => void;
};

function Scale({ label, value, steps, wordsOf, onChange }: ScaleProps) {
  const { t } = useTranslation('search');
  // A link may carry a step that is none of ours.
  const offered = value === null || steps.includes(value) ? steps : [...steps, value].sort((one, other) => one - other);
  return (
    <label className="flex min-w-0 flex-col gap-1.5 font-medium text-ink-soft text-sm">
      <span className="truncate">{label}</span>
      <select
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value ? Number(event.target.value) : null)}
        className="control min-h-10 truncate py-1.5 font-normal"
      >
        <option value="">{t('filter.any')}</option>
        {offered.map((step) => (
          <option key={step} value={step}>
            {wordsOf(step)}
          </option>
        ))}
      </select>
    </label>
  );
}
