import { useTranslation } from 'react-i18next';
import { Stat } from '@/components/desk/stat';
import { formatMoney, formatNumber } from '@/lib/format';
import type { MoneySums } from './admin-api.gen';

const PARTS = ['gross', 'refunded', 'fees', 'taxes', 'net'] as const;

/** All of it in one currency: what came in, and whose it is. */
export function ReportTotals({ sums }: { sums?: MoneySums }) {
  const { t } = useTranslation('admin');
  const hint = (part: (typeof PARTS)[number]) => {
    if (!sums) return undefined;
    if (part === 'gross') return t('reports.payments', { count: sums.payments, number: formatNumber(sums.payments) });
    if (part === 'refunded') return t('reports.refunds', { count: sums.refunds, number: formatNumber(sums.refunds) });
    return undefined;
  };
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-5">
      {PARTS.map((part) => (
        <Stat key={part} label={t(`reports.${part}`)} value={sums && formatMoney(sums[part])} hint={hint(part)} />
      ))}
    </dl>
  );
}
