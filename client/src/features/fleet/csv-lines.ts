// A fleet's file as the server reads it: a line is a row, and no field holds a line break.
import type { ImportRow } from './types';

export const LARGEST_CSV_BYTES = 1024 * 1024;

/** "daily_rate_usd: '1O0' is not a number" names its column; "4 columns instead of 12" has none. */
export function splitReason(reason: string): { column: string | null; message: string } {
  const found = /^([a-z_]+(?:, [a-z_]+)*): (.+)$/.exec(reason);
  return { column: found?.[1] ?? null, message: found?.[2] ?? reason };
}

/** The head and the refused lines alone, as they were sent: to be put right and brought in again. */
export function refusedLines(text: string, rows: readonly ImportRow[]): string {
  const lines = text.split(/\r\n|\n|\r/);
  const refused = rows.filter(({ outcome }) => outcome === 'refused').map(({ line }) => lines[line - 1] ?? '');
  return [lines[0] ?? '', ...refused, ''].join('\r\n');
}
