import { useTranslation } from 'react-i18next';
import { formatMoney, formatNumber } from '@/lib/format';
import { i18next } from '@/lib/i18n';
import { CURRENCY } from '../amount';
import type { Rule } from '../types';
import { useWeekdays } from '../weekdays';

const WEEKEND = [4, 5, 6];
const POINTS = 10_000;
const MONTH_DAY = 5;

/** "Jun 15" for 06-15, "Jun 15, 2026" for 2026-06-15. */
function dateWords(text: string): string {
  const yearly = text.length === MONTH_DAY;
  const format = new Intl.DateTimeFormat(i18next.language, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(!yearly && { year: 'numeric' }),
  });
  // A leap year has every day that a season of every year may name.
  const instant = Date.parse(`${yearly ? `2000-${text}` : text}T00:00Z`);
  return Number.isNaN(instant) ? text : format.format(instant);
}

const percentWords = (points: number) =>
  formatNumber(Math.abs(points) / POINTS, { style: 'percent', maximumFractionDigits: 2 });

/** When a rule decides and what it does, as people say it. */
export function useRuleWords() {
  const { t } = useTranslation('fleet');
  const days = useWeekdays('short');

  const when = (rule: Rule): string => {
    if (rule.rule === 'date') return dateWords(rule.date ?? '');
    if (rule.rule === 'length') return t('priceRule.from', { count: rule.at_least ?? 0 });
    if (rule.rule === 'weekday')
      return [...(rule.weekdays ?? [])]
        .sort()
        .map((day) => days[day])
        .join(', ');
    const span = `${dateWords(rule.from ?? '')} – ${dateWords(rule.to ?? '')}`;
    return rule.from?.length === MONTH_DAY ? t('priceRule.everyYear', { span }) : span;
  };

  const does = ({ rule, amount, basis_points: points = 0 }: Rule): string => {
    const money = amount === undefined ? null : formatMoney({ amount, currency: CURRENCY });
    if (rule === 'length') return t('priceRule.off', { value: money ?? percentWords(points) });
    if (money !== null) return t('priceRule.costs', { value: money });
    return t(points < 0 ? 'priceRule.cheaper' : 'priceRule.dearer', { value: percentWords(points) });
  };

  const nameOf = (rule: Rule): string => {
    if (rule.name) return rule.name;
    if (rule.rule !== 'weekday') return t(`priceRule.kind.${rule.rule}`);
    const weekend = (rule.weekdays ?? []).every((day) => WEEKEND.includes(day));
    return t(weekend ? 'priceRule.weekend' : 'priceRule.kind.weekday');
  };

  return { when, does, nameOf, sentence: (rule: Rule) => `${nameOf(rule)}: ${when(rule)}, ${does(rule)}` };
}
