// What can be read out of a run without asking anybody: phases of each rival, places left over time, percentiles.
import type { Rival, Run } from './api';

/** How an answer is coloured and lettered: granted, refused, sent away for now, or none. */
export type Tone = 'granted' | 'refused' | 'later' | 'missing';

const SENT_AWAY = new Set([423, 429]);

export function toneOf({ status }: Pick<Rival, 'status'>): Tone {
  if (status === null) return 'missing';
  if (status < 300) return 'granted';
  return SENT_AWAY.has(status) || status >= 500 ? 'later' : 'refused';
}

/** Drawn into each phase where there is room, so that nobody has to tell them apart by colour; notes explain them. */
export const LETTERS = { travel: '', wait: 'W', transaction: 'T' } as const;

export type Phase = { name: keyof typeof LETTERS; from: number; to: number };

/**
 * A rival's time in the order in which it goes by. Lengths are measured; a rival waits and then commits just before it is
 * answered, so both are laid against the end.
 */
export function phasesOf(rival: Rival, duration: number): Phase[] {
  const end = rival.answered_ms ?? duration;
  const transaction = Math.min(rival.transaction_ms ?? 0, end - rival.sent_ms);
  const wait = Math.min(rival.lock_wait_ms ?? 0, end - rival.sent_ms - transaction);
  const phases: Phase[] = [
    { name: 'travel', from: rival.sent_ms, to: end - wait - transaction },
    { name: 'wait', from: end - wait - transaction, to: end - transaction },
    { name: 'transaction', from: end - transaction, to: end },
  ];
  return phases.filter(({ from, to }) => to > from);
}

export type Step = { at: number; left: number };

/** Places left, from the start and after each win by the time of its answer. */
export function placesLeft({ capacity, results }: Run): Step[] {
  const wins = results.flatMap(({ code, answered_ms }) =>
    code === 'created' && answered_ms !== null ? answered_ms : [],
  );
  wins.sort((one, other) => one - other);
  return [{ at: 0, left: capacity }, ...wins.map((at, index) => ({ at, left: capacity - index - 1 }))];
}

/** The time within which this share of all rivals had their answer, by nearest rank; null where none had any. */
export function percentile(results: readonly Rival[], share: number): number | null {
  const took = results.flatMap(({ sent_ms, answered_ms }) => (answered_ms === null ? [] : answered_ms - sent_ms));
  took.sort((one, other) => one - other);
  return took[Math.ceil(took.length * share) - 1] ?? null;
}

export type Outcome = { code: string; count: number; tone: Tone; status: number | null };

/** One for each code, those who won first. */
export function outcomesOf({ outcomes, results }: Run): Outcome[] {
  const found = Object.entries(outcomes).map(([code, count]) => {
    const { status = null } = results.find((rival) => rival.code === code) ?? {};
    return { code, count, status, tone: toneOf({ status }) };
  });
  return found.sort((one, other) => (one.status ?? 999) - (other.status ?? 999));
}

export type Moment = { at: number; index: number; status: number | null; code: string | null };

/** What happened, in the order in which it did; a moment without a code is that of sending. */
export function momentsOf({ results }: Run): Moment[] {
  const sent = results.map(({ index, sent_ms }) => ({ at: sent_ms, index, status: null, code: null }));
  const answered = results.flatMap(({ index, answered_ms, status, code }) =>
    answered_ms === null ? [] : [{ at: answered_ms, index, status, code }],
  );
  return [...sent, ...answered].sort((one, other) => one.at - other.at);
}

const COLUMNS = ['index', 'sent_ms', 'answered_ms', 'status', 'code', 'lock_wait_ms', 'transaction_ms'] as const;

/** The rivals as a CSV file; nothing in them needs quotes. */
export function asCsv({ results }: Run): string {
  const rows = results.map((rival) => COLUMNS.map((name) => rival[name] ?? '').join(','));
  return `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}
