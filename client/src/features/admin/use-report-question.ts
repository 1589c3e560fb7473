import { lastDays } from './last-days';
import { idOf, oneOf, useQuestion } from './use-question';

export const GROUPS = ['day', 'week', 'month', 'kind', 'owner'] as const;
export const KINDS = ['cars', 'events', 'time_slots'] as const;

const DAYS = 30;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayIn = (value: string | undefined) => (value && DAY.test(value) ? value : undefined);

/** What the address asks the report for; thirty days by day where it asks nothing. */
export function useReportQuestion() {
  const { asked } = useQuestion(['from', 'to', 'group', 'kind', 'owner']);
  const usual = lastDays(DAYS);
  return {
    ...usual,
    from: dayIn(asked.from) ?? usual.from,
    to: dayIn(asked.to) ?? usual.to,
    groupBy: oneOf(GROUPS, asked.group) ?? 'day',
    kind: oneOf(KINDS, asked.kind),
    ownerId: idOf(asked.owner),
  };
}

export type ReportQuestion = ReturnType<typeof useReportQuestion>;
