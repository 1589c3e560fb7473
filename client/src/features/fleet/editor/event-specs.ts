// An event's sections as forms: their values, and what these state in the words of the API.
import { array, minLength, object, refine, regex, string, trim } from 'zod/mini';
import { toInstant, toWall } from '@/lib/zone';
import { type Fault, name, optionalName, price, within } from '../faults';
import type { OwnEvent } from '../types';
import type { SectionSpec } from './section-spec';
import { amount, isTimeZone, LONGEST_NAME, LONGEST_TITLE, orNull } from './spec-parts';

const STATE: Fault = 'state';

export type EventBasics = {
  title: string;
  venue: string;
  city: string;
  state: string;
  time_zone: string;
  /** By the clock at the door; empty where it can be booked at any time. */
  starts: string;
  ends: string;
};

const ENDS: Fault = 'ends';
const ZONE: Fault = 'zone';
const MISSING: Fault = 'missing';

export const eventFields = {
  title: name(LONGEST_TITLE),
  venue: optionalName(LONGEST_TITLE),
  city: optionalName(LONGEST_NAME),
  state: string().check(trim(), regex(/^([A-Za-z]{2})?$/, STATE)),
  time_zone: string().check(trim()),
  starts: string(),
  ends: string(),
};

export const eventChecks = [
  refine<EventBasics>(({ starts, time_zone }) => !starts || isTimeZone(time_zone), {
    error: ZONE,
    path: ['time_zone'],
  }),
  refine<EventBasics>(({ time_zone }) => !time_zone || isTimeZone(time_zone), { error: ZONE, path: ['time_zone'] }),
  refine<EventBasics>(({ starts, ends }) => Boolean(starts) === Boolean(ends), { error: ENDS, path: ['ends'] }),
  refine<EventBasics>(({ starts, ends }) => !starts || !ends || starts < ends, { error: ENDS, path: ['ends'] }),
] as const;

export const BLANK_EVENT: EventBasics = {
  title: '',
  venue: '',
  city: '',
  state: '',
  time_zone: '',
  starts: '',
  ends: '',
};

export const EVENT_BASICS: SectionSpec<EventBasics> = {
  schema: object(eventFields).check(...eventChecks),
  from: (listing) => {
    const { title, venue, city, state, time_zone, starts_at, ends_at } = listing as OwnEvent;
    const wall = (instant: string | null) => (instant ? toWall(instant, time_zone ?? 'UTC') : '');
    return {
      title,
      venue: venue ?? '',
      city: city ?? '',
      state: state ?? '',
      time_zone: time_zone ?? '',
      starts: wall(starts_at),
      ends: wall(ends_at),
    };
  },
  state: ({ title, venue, city, state, time_zone, starts, ends }) => {
    const instant = (wall: string) => (wall ? toInstant(wall, time_zone || 'UTC') : null);
    return {
      title,
      venue: orNull(venue),
      city: orNull(city),
      state: orNull(state.toUpperCase()),
      time_zone: orNull(time_zone),
      starts_at: instant(starts),
      ends_at: instant(ends),
    };
  },
};

/** `id` is empty until the server has given one. */
type SectionValue = { id: string; name: string; price: number | null; capacity: number | null };
export type Sections = { sections: SectionValue[] };

const MOST_PLACES = 100_000;
export const BLANK_SECTION: SectionValue = { id: '', name: '', price: null, capacity: null };

export const sectionFields = {
  sections: array(
    object({
      id: string(),
      name: name(LONGEST_NAME),
      price: price(0),
      capacity: within(1, MOST_PLACES, 'capacity'),
    }),
  ).check(minLength(1, MISSING)),
};

export const EVENT_SECTIONS: SectionSpec<Sections> = {
  schema: object(sectionFields),
  from: (listing) => ({
    sections: (listing as OwnEvent).sections.map(({ id, name: called, price: { amount: cost }, capacity }) => ({
      id,
      name: called,
      price: cost,
      capacity,
    })),
  }),
  state: ({ sections }) => ({
    sections: sections.map(({ id, name: called, price: cost, capacity }) => ({
      ...(id && { id }),
      name: called,
      price: amount(cost),
      capacity,
    })),
  }),
};
