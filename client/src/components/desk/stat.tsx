import { Minus, TrendingDown, TrendingUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { cn } from '@/components/ui/class-names';

const WAYS = { up: TrendingUp, down: TrendingDown, same: Minus };

type Trend = {
  way: keyof typeof WAYS;
  /** By how much, such as "12%". */
  by: string;
  /** Whether that is welcome; a trend without opinion keeps a neutral colour. */
  good?: boolean;
};

type StatProps = {
  label: string;
  /** Undefined keeps the place of the figure. */
  value: ReactNode;
  hint?: ReactNode;
  trend?: Trend;
  /** A small picture of its course, such as a Sparkline. */
  children?: ReactNode;
  className?: string;
};

/** One figure with its name; several stand in a `<dl>`. */
export function Stat({ label, value, hint, trend, children, className }: StatProps) {
  return (
    <div className={cn('flex min-w-0 flex-col gap-1 rounded-card border border-line bg-surface p-4 sm:p-5', className)}>
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="flex flex-1 flex-col gap-1">
        <span className="flex flex-wrap items-baseline gap-x-3">
          <span className="figures font-semibold text-2xl leading-9">
            {value === undefined ? <Bone width="5rem" /> : value}
          </span>
          {trend && value !== undefined && <TrendMark {...trend} />}
        </span>
        {hint && <span className="text-ink-faint text-sm">{hint}</span>}
        {children && <div className="mt-auto pt-2">{children}</div>}
      </dd>
    </div>
  );
}

function TrendMark({ way, by, good }: Trend) {
  const { t } = useTranslation('desk');
  const Icon = WAYS[way];
  return (
    <span
      className={cn('inline-flex items-center gap-1 font-medium text-ink-soft text-sm', {
        'text-good': good === true,
        'text-bad': good === false,
      })}
    >
      <Icon className="size-4" aria-hidden="true" />
      <span className="figures" aria-hidden="true">
        {by}
      </span>
      <span className="sr-only">{t(`trend.${way}`, { value: by })}</span>
    </span>
  );
}
