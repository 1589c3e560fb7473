// What a new listing of each kind cannot be without: its first sections in one form.
import { object } from 'zod/mini';
import { BLANK_CAR, CAR_BASICS, CAR_PRICE, type CarBasics, carFields, carPrice } from './car-specs';
import {
  BLANK_EVENT,
  BLANK_SECTION,
  EVENT_BASICS,
  EVENT_SECTIONS,
  type EventBasics,
  eventChecks,
  eventFields,
  type Sections,
  sectionFields,
} from './event-specs';
import type { SectionSpec } from './section-spec';
import {
  BLANK_SLOT,
  BLANK_TIMES,
  SLOT_BASICS,
  SLOT_PRICE,
  SLOT_TIMES,
  type SlotBasics,
  type SlotTimes,
  slotFields,
  slotPrice,
  timesCheck,
  timesFields,
} from './slot-specs';
import type { Priced } from './spec-parts';

type NewSpec<V extends object> = Pick<SectionSpec<V>, 'schema' | 'state'>;

const NO_PRICE: Priced = { price: null };

export type NewCar = CarBasics & Priced;
export const BLANK_NEW_CAR: NewCar = { ...BLANK_CAR, ...NO_PRICE };
export const NEW_CAR: NewSpec<NewCar> = {
  schema: object({ ...carFields, ...carPrice }),
  state: ({ price, ...basics }) => ({ ...CAR_BASICS.state(basics), ...CAR_PRICE.state({ price }) }),
};

export type NewEvent = EventBasics & Sections;
export const BLANK_NEW_EVENT: NewEvent = { ...BLANK_EVENT, sections: [BLANK_SECTION] };
export const NEW_EVENT: NewSpec<NewEvent> = {
  schema: object({ ...eventFields, ...sectionFields }).check(...eventChecks),
  state: ({ sections, ...basics }) => ({ ...EVENT_BASICS.state(basics), ...EVENT_SECTIONS.state({ sections }) }),
};

export type NewSlot = SlotBasics & SlotTimes & Priced;
export const BLANK_NEW_SLOT: NewSlot = { ...BLANK_SLOT, ...BLANK_TIMES, ...NO_PRICE };
export const NEW_SLOT: NewSpec<NewSlot> = {
  schema: object({ ...slotFields, ...timesFields, ...slotPrice }).check(timesCheck),
  state: (values) => ({ ...SLOT_BASICS.state(values), ...SLOT_TIMES.state(values), ...SLOT_PRICE.state(values) }),
};
