// Where the cars of the small DriveSphere stand: two cities in the west that a map of the country cannot both label.
import { HttpResponse, http } from 'msw';
import type { MapCity } from '@/features/search/map-api';
import { ROOT } from '../world';

const usd = (amount: number) => ({ amount, currency: 'USD' });

export const SEATTLE_CITY: MapCity = {
  city: 'Seattle',
  state: 'WA',
  cars: 34,
  location: { lat: 47.61, lng: -122.33 },
  lowest_daily_rate: usd(3500),
  lowest_total: null,
};
export const TACOMA_CITY: MapCity = {
  ...SEATTLE_CITY,
  city: 'Tacoma',
  cars: 5,
  location: { lat: 47.25, lng: -122.44 },
};

export const routes = [
  http.get(`${ROOT}/cars/map`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    const lowest_total = searchParams.has('starts_at') ? usd(8487) : null;
    const places = [SEATTLE_CITY, TACOMA_CITY].map((city) => ({ ...city, lowest_total }));
    return HttpResponse.json({ total: 39, places, left_out: 0 });
  }),
];
