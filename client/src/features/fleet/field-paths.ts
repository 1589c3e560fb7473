// The field of a form that a path of the API speaks of.

const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/^policy\.cancellation\.tiers\.(\d+)\.hours_before_start$/, 'tiers.$1.hours'],
  [/^policy\.cancellation\.tiers\.(\d+)\.refund_basis_points$/, 'tiers.$1.percent'],
  [/^policy\.cancellation\b.*$/, 'terms'],
  [/^policy\.(\w+)$/, '$1'],
  [/^location\.(lat|lng)$/, '$1'],
  [/^(?:daily_rate|price)(?:\.amount)?$/, 'price'],
  [/^(starts|ends)_at$/, '$1'],
  [/^opening_hours\b.*$/, 'hours'],
  [/^sections\.(\d+)\.price(?:\.amount)?$/, 'sections.$1.price'],
];

export function fieldOf(path: string): string {
  const found = RENAMED.find(([pattern]) => pattern.test(path));
  return found ? path.replace(found[0], found[1]) : path;
}
