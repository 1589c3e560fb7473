import { expect, test } from 'vitest';
import { BLANK_SECTION, EVENT_SECTIONS } from './event-specs';
import { BLANK_NEW_CAR, BLANK_NEW_EVENT, BLANK_NEW_SLOT, NEW_CAR, NEW_EVENT, NEW_SLOT } from './new-specs';

const FLOOR = { ...BLANK_SECTION, name: 'Floor', price: 4_500, capacity: 120 };

const faultsOf = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  Object.fromEntries((result.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));

test('an event by the clock at its door becomes two instants, and a new section has no id', () => {
  const values = {
    ...BLANK_NEW_EVENT,
    title: 'Late Set',
    time_zone: 'America/Los_Angeles',
    starts: '2026-12-04T19:30',
    ends: '2026-12-04T22:00',
    sections: [FLOOR],
  };
  expect(faultsOf(NEW_EVENT.schema.safeParse(values))).toEqual({});
  expect(NEW_EVENT.state(values)).toMatchObject({
    venue: null,
    starts_at: '2026-12-04T19:30:00-08:00',
    sections: [{ name: 'Floor', price: { amount: 4_500, currency: 'USD' }, capacity: 120 }],
  });
  expect(EVENT_SECTIONS.state({ sections: [{ ...FLOOR, id: 'a' }, FLOOR] })).toMatchObject({
    sections: [{ id: 'a' }, expect.not.objectContaining({ id: expect.anything() })],
  });
});

test('an event with a start has an end after it, and a zone', () => {
  const values = { ...BLANK_NEW_EVENT, title: 'Late Set', starts: '2026-12-04T19:30', sections: [FLOOR] };
  expect(faultsOf(NEW_EVENT.schema.safeParse(values))).toMatchObject({ time_zone: 'zone', ends: 'ends' });
});

test('a resource is open by hours that do not overlap, and its step is its slot unless stated', () => {
  const hours = [
    { weekday: 0, opens: '09:00', closes: '12:00' },
    { weekday: 0, opens: '11:00', closes: '24:00' },
  ];
  const values = { ...BLANK_NEW_SLOT, title: 'Harbour Room', time_zone: 'Europe/Berlin', price: 0 };
  expect(faultsOf(NEW_SLOT.schema.safeParse(values))).toEqual({});
  expect(NEW_SLOT.state(values)).toMatchObject({ slot_minutes: 60, step_minutes: 60, price: { amount: 0 } });
  expect(faultsOf(NEW_SLOT.schema.safeParse({ ...values, hours }))).toEqual({ hours: 'hours' });
});

test('a car that says nothing is told what is missing', () => {
  expect(faultsOf(NEW_CAR.schema.safeParse(BLANK_NEW_CAR))).toEqual({
    make: 'missing',
    model: 'missing',
    year: 'missing',
    city: 'missing',
    state: 'state',
    lat: 'missing',
    lng: 'missing',
    price: 'missing',
  });
});
