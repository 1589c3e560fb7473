// The sections of what is booked by the slot as forms, and what these state in the words of the API.
import { minLength, object, refine, regex, string, trim } from 'zod/mini';
import { type Fault, name, optionalName, price, value, within, withinOrNone } from '../faults';
import type { OwnTimeSlot } from '../types';
import type { SectionSpec } from './section-spec';
import { amount, isTimeZone, LONGEST_NAME, orNull, type Priced } from './spec-parts';

const STATE: Fault = 'state';
const MISSING: Fault = 'missing';
const ZONE: Fault = 'zone';

export type SlotBasics = { title: string; group: string; city: string; state: string; time_zone: string };
const SLOT_STATE = /^([A-Za-z]{2,3})?$/;

export const slotFields = {
  title: name(LONGEST_NAME),
  group: optionalName(LONGEST_NAME),
  city: optionalName(LONGEST_NAME),
  state: string().check(trim(), regex(SLOT_STATE, STATE)),
  time_zone: string().check(trim(), minLength(1, MISSING), refine(isTimeZone, ZONE)),
};

export const SLOT_BASICS: SectionSpec<SlotBasics> = {
  schema: object(slotFields),
  from: (listing) => {
    const { title, group, city, state, time_zone } = listing as OwnTimeSlot;
    return { title, group: group ?? '', city: city ?? '', state: state ?? '', time_zone };
  },
  state: ({ title, group, city, state, time_zone }) => ({
    title,
    group: orNull(group),
    city: orNull(city),
    state: orNull(state.toUpperCase()),
    time_zone,
  }),
};

export type OpeningHours = OwnTimeSlot['opening_hours'];
export type SlotTimes = {
  always: boolean;
  hours: OpeningHours;
  /** Null: windows of any length. */
  slot_minutes: number | null;
  step_minutes: number | null;
  capacity: number | null;
};

const SHORTEST_SLOT = 5;
const LONGEST_SLOT = 1440;
const LARGEST_CAPACITY = 1_000;
const HOURS: Fault = 'hours';

export const timesFields = {
  always: value<boolean>(),
  hours: value<OpeningHours>(),
  slot_minutes: withinOrNone(SHORTEST_SLOT, LONGEST_SLOT, 'minutes'),
  step_minutes: withinOrNone(SHORTEST_SLOT, LONGEST_SLOT, 'minutes'),
  capacity: within(1, LARGEST_CAPACITY, 'capacity'),
};

export const timesCheck = refine<Pick<SlotTimes, 'always' | 'hours'>>(
  ({ always, hours }) => always || areHours(hours),
  {
    error: HOURS,
    path: ['hours'],
  },
);

export const SLOT_TIMES: SectionSpec<SlotTimes> = {
  schema: object(timesFields).check(timesCheck),
  from: (listing) => {
    const { opening_hours, slot_minutes, step_minutes, capacity } = listing as OwnTimeSlot;
    // A step as long as the slot follows it, so it is none of its own.
    const own = step_minutes === slot_minutes ? null : step_minutes;
    return { always: opening_hours.length === 0, hours: opening_hours, slot_minutes, step_minutes: own, capacity };
  },
  state: ({ always, hours, slot_minutes, step_minutes, capacity }) => ({
    opening_hours: always ? [] : sorted(hours),
    slot_minutes,
    step_minutes: slot_minutes === null ? null : (step_minutes ?? slot_minutes),
    capacity,
  }),
};

export const slotPrice = { price: price(0) };

export const SLOT_PRICE: SectionSpec<Priced> = {
  schema: object(slotPrice),
  from: (listing) => ({ price: (listing as OwnTimeSlot).price.amount }),
  state: (values) => ({ price: amount(values.price) }),
};

export const BLANK_SLOT: SlotBasics = { title: '', group: '', city: '', state: '', time_zone: '' };
export const BLANK_TIMES: SlotTimes = {
  always: false,
  hours: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
  slot_minutes: 60,
  step_minutes: null,
  capacity: 1,
};

function sorted(hours: OpeningHours): OpeningHours {
  return [...hours].sort((one, other) => one.weekday - other.weekday || one.opens.localeCompare(other.opens));
}

/** Each closes after it opens, and none opens before the one before it has closed. */
function areHours(hours: OpeningHours): boolean {
  const inOrder = sorted(hours);
  const good = inOrder.every(({ opens, closes }) => opens && opens < closes);
  const apart = inOrder.every((each, number) => {
    const before = inOrder[number - 1];
    return before?.weekday !== each.weekday || before.closes <= each.opens;
  });
  return hours.length > 0 && good && apart;
}
