import { formatMoney } from '@/lib/format';
import type { Money as Amount } from '@/lib/types';
import { cn } from './class-names';

export function Money({ of, short, className }: { of: Amount; short?: boolean; className?: string }) {
  return <span className={cn('figures whitespace-nowrap', className)}>{formatMoney(of, short)}</span>;
}
