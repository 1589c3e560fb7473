// What the small DriveSphere tells everybody about itself.
import { HttpResponse, http } from 'msw';
import { ROOT } from '../world';

export const routes = [
  http.get(`${ROOT}/stats`, () =>
    HttpResponse.json({
      listings: { cars: 34, events: 3, time_slots: 2 },
      cities: 12,
      bookings: 18234,
      double_bookings: { found: 0, looked_at: '2030-11-21T12:00:00Z' },
      as_of: '2030-11-21T12:03:07Z',
    }),
  ),
];
