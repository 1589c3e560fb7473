import { useTranslation } from 'react-i18next';
import { formatMoment } from './format';
import type { Problem } from './problem';

const KNOWN = [
  'already_booked',
  'already_started',
  'duplicate_booking',
  'email_taken',
  'forbidden',
  'hold_expired',
  'illegal_transition',
  'internal',
  'inventory_busy',
  'network',
  'not_found',
  'off_grid',
  'payment_refused',
  'payment_unavailable',
  'sales_stopped',
  'sold_out',
  'too_far_ahead',
  'too_many',
  'too_many_holds',
  'too_many_requests',
  'too_soon',
  'total_too_high',
  'total_too_low',
  'unauthenticated',
  'unavailable',
  'unknown_extra',
  'unknown_section',
  'validation',
  'window_reversed',
  'window_taken',
  'window_too_long',
  'window_too_short',
] as const;

type Known = (typeof KNOWN)[number];

const isKnown = (code: string): code is Known => (KNOWN as readonly string[]).includes(code);

type Words = {
  title: string;
  detail: string;
  /** For the support to find it by; null where nobody needs support. */
  requestId: string | null;
};

const SERVER_FAULT = 500;
const MINUTES_AN_HOUR = 60;

const INSTANT = /(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::\d{2})?(?: ?UTC|Z)/;

/** The bound that the server names in its own words, told by the clock and in the units of the reader. */
function boundOf(problem: Problem, timeZone: string | undefined) {
  const said = [...Object.values(problem.errors).flat(), problem.detail].join(' ');
  const [, day, time] = INSTANT.exec(said) ?? [];
  const number = Number(/\b(\d+) (?:minutes|days|places)\b/.exec(said)?.[1] ?? Number.NaN);
  return {
    moment: day && timeZone ? formatMoment(`${day}T${time}Z`, timeZone) : null,
    number: Number.isNaN(number) ? null : number,
  };
}

/** Plain words for a problem: ours where we know the code, else the server's, never a number. */
export function useProblemWords(): (problem: Problem, timeZone?: string) => Words {
  const { t } = useTranslation();

  const exactly = (problem: Problem, timeZone?: string): string | null => {
    const { moment, number } = boundOf(problem, timeZone);
    if (problem.code === 'too_soon') return moment && t('problem.too_soon.exactly', { moment });
    if (problem.code === 'too_far_ahead') return moment && t('problem.too_far_ahead.exactly', { moment });
    if (problem.code === 'window_too_long' || problem.code === 'too_many')
      return number ? t(`problem.${problem.code}.exactly`, { count: number }) : null;
    if (problem.code !== 'window_too_short') return null;
    return number ? t('problem.window_too_short.exactly', { count: number / MINUTES_AN_HOUR }) : null;
  };

  return (problem, timeZone) => {
    const { status, requestId } = problem;
    // The server's word for the role; a 403 without a body is read as the other.
    const code = problem.code === 'not_allowed' ? 'forbidden' : problem.code;
    if (!isKnown(code)) {
      const fields = Object.values(problem.errors).flat().join(' ');
      const detail = fields || problem.detail || t('problem.unknown.detail');
      return { title: problem.title || t('problem.unknown.title'), detail, requestId };
    }
    const fields = code === 'validation' ? Object.values(problem.errors).flat().join(' ') : '';
    return {
      title: t(`problem.${code}.title`),
      detail: exactly(problem, timeZone) || fields || t(`problem.${code}.detail`),
      requestId: status >= SERVER_FAULT ? requestId : null,
    };
  };
}
