import { addDays, comingWeekend, dayToDate, type Wall } from '@/lib/zone';
import { isTimeSlot, type OwnListing } from '../types';

const DAYS_A_WEEK = 7;

/** Something to begin with: the coming weekend for a car, the first opening from tomorrow on for a slot. */
export function usualWindow(listing: OwnListing, today: string): { from: Wall; to: Wall } {
  if (!isTimeSlot(listing)) return comingWeekend(today);
  const days = Array.from({ length: DAYS_A_WEEK }, (_, number) => addDays(today, number + 1));
  for (const day of days) {
    // The API counts from Monday, JavaScript from Sunday.
    const weekday = (dayToDate(day).getDay() + 6) % DAYS_A_WEEK;
    const open = listing.opening_hours.find((hours) => hours.weekday === weekday);
    if (open) return { from: `${day}T${open.opens}`, to: `${day}T${open.closes === '24:00' ? '23:59' : open.closes}` };
  }
  const tomorrow = addDays(today, 1);
  return { from: `${tomorrow}T09:00`, to: `${tomorrow}T10:00` };
}
