// The empty API the generated endpoints are put into.
import { createApi } from '@reduxjs/toolkit/query/react';
import { transport } from './transport';

// An unused answer stays for the time people take to go back and forth between a list and a page.
const KEEP_UNUSED_SECONDS = 120;

export const baseApi = createApi({
  baseQuery: transport,
  // The server's words: what it purges on a change is what we ask for again.
  tagTypes: ['cars', 'availability', 'places', 'bookings', 'lab', 'sessions'],
  keepUnusedDataFor: KEEP_UNUSED_SECONDS,
  endpoints: () => ({}),
});
