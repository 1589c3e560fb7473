import { useTranslation } from 'react-i18next';
import { Stat } from '@/components/desk/stat';
import { Money } from '@/components/ui/money';
import type { MoneySums } from './types';

const SUMS = ['net', 'gross', 'refunded', 'fees', 'taxes', 'pending'] as const;

/** All sums of one currency: what clients paid, what went back, whose the rest is. */
export function EarningsStats({ sums }: { sums?: MoneySums }) {
  const { t } = useTranslation('owner');
  return (
    <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {SUMS.map((sum) => (
        <Stat
          key={sum}
          label={t(`earnings.sum.${sum}`)}
          value={sums && <Money of={sums[sum]} />}
          hint={t(`earnings.hint.${sum}`)}
          className={sum === 'net' ? 'border-brand' : undefined}
        />
      ))}
    </dl>
  );
}
