// How fast the first page of a visit felt, told to the server without who it was or where.
import { type Metric, onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';

const REPORTS = '/api/v1/rum';

/** `page` is the pattern of the route, never an address. Whatever is not yet known is sent when the page is left. */
export function reportVitals(page: string): void {
  const report = ({ name, value, rating }: Metric) => {
    navigator.sendBeacon?.(REPORTS, JSON.stringify({ name, value, page, rating }));
  };
  for (const measure of [onCLS, onFCP, onINP, onLCP, onTTFB]) measure(report);
}
