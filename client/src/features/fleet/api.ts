// What owners do with their listings. The three kinds have the same routes, so each is stated once, for all of them.
import type { DefinitionsFromApi, OverrideResultType } from '@reduxjs/toolkit/query';
import { type Meta, type Page, paged } from '@/lib/api';
import { generatedFleetApi } from './fleet-api.gen';
import type { Act, BulkReport, FleetKind, OwnFilter, OwnListing, OwnSort, Rule, Rules } from './types';

// The server gives these so long itself: many listings, each a transaction of its own; five thousand lines of a file.
const MANY_TIMEOUT_MS = 70_000;
const FILE_TIMEOUT_MS = 130_000;

type One = { kind: FleetKind; id: string };
/** What is stated, in the words of the API. */
export type Stated = Record<string, unknown>;
export type Chosen = { ids: string[] } | { filter: OwnFilter };

const rootOf = (kind: FleetKind) => `/api/v1/owner/${kind}`;
const addressOf = ({ kind, id }: One) => `${rootOf(kind)}/${encodeURIComponent(id)}`;

type Definitions = DefinitionsFromApi<typeof generatedFleetApi>;
type OfRules = 'getPriceRules' | 'replacePriceRules';
type Shaped = Omit<Definitions, OfRules> & { [Name in OfRules]: OverrideResultType<Definitions[Name], Rules> };
type Tag = 'own_listings' | 'price_rules' | 'cars' | 'events' | 'time_slots' | 'availability';

const tagged = (rules: Omit<Rules, 'tag'>, meta: Meta): Rules => ({
  ...rules,
  rules: rules.rules as Rule[],
  tag: meta?.response?.headers.get('ETag') ?? '"0"',
});

// A change of a listing moves its version, which its rules share; and what the public pages show of it.
const OF_A_CHANGE = ['own_listings', 'price_rules', 'cars', 'events', 'time_slots', 'availability'] as const;

const onceDone = (_: unknown, problem: unknown) => (problem ? [] : [...OF_A_CHANGE]);

const shapedApi = generatedFleetApi.enhanceEndpoints<Tag, Shaped>({
  addTagTypes: [...OF_A_CHANGE],
  endpoints: {
    getPriceRules: {
      providesTags: (_, __, { listingId }) => [{ type: 'price_rules', id: listingId }],
      transformResponse: tagged,
    },
    replacePriceRules: { transformResponse: tagged, invalidatesTags: [...OF_A_CHANGE] },
    importCars: {
      query: ({ body }) => ({
        url: `${rootOf('cars')}/import`,
        method: 'POST',
        body,
        headers: { 'Content-Type': 'text/csv' },
        timeout: FILE_TIMEOUT_MS,
      }),
      invalidatesTags: [...OF_A_CHANGE],
    },
    arrangePhotos: { invalidatesTags: [...OF_A_CHANGE] },
    describePhoto: { invalidatesTags: [...OF_A_CHANGE] },
    removePhoto: { invalidatesTags: [...OF_A_CHANGE] },
  },
});

export const fleetApi = shapedApi.injectEndpoints({
  endpoints: (build) => ({
    listOwn: build.query<
      Page<OwnListing>,
      { kind: FleetKind; page: number; pageSize: number; sort?: OwnSort } & OwnFilter
    >({
      query: ({ kind, pageSize, ...params }) => ({ url: rootOf(kind), params: { ...params, page_size: pageSize } }),
      transformResponse: paged,
      providesTags: ['own_listings'],
    }),
    getOwn: build.query<OwnListing, One>({ query: addressOf, providesTags: ['own_listings'] }),
    createOwn: build.mutation<OwnListing, { kind: FleetKind; key: string; body: Stated }>({
      query: ({ kind, key, body }) => ({
        url: rootOf(kind),
        method: 'POST',
        body,
        headers: { 'Idempotency-Key': key },
      }),
      invalidatesTags: [...OF_A_CHANGE],
    }),
    editOwn: build.mutation<OwnListing, One & { version: number; body: Stated }>({
      query: ({ version, body, ...one }) => ({
        url: addressOf(one),
        method: 'PATCH',
        body,
        headers: { 'If-Match': `"${version}"` },
      }),
      invalidatesTags: onceDone,
    }),
    showOwn: build.mutation<OwnListing, One & { act: Act }>({
      query: ({ act, ...one }) => ({ url: `${addressOf(one)}/${act}`, method: 'POST' }),
      invalidatesTags: onceDone,
    }),
    editMany: build.mutation<BulkReport, { kind: FleetKind; key: string; chosen: Chosen; changes: Stated }>({
      query: ({ kind, key, chosen, changes }) => ({
        url: `${rootOf(kind)}/bulk`,
        method: 'PATCH',
        body: { ...chosen, changes },
        headers: { 'Idempotency-Key': key },
        timeout: MANY_TIMEOUT_MS,
      }),
      invalidatesTags: [...OF_A_CHANGE],
    }),
  }),
});

export const {
  useListOwnQuery,
  useGetOwnQuery,
  useCreateOwnMutation,
  useEditOwnMutation,
  useShowOwnMutation,
  useEditManyMutation,
  useImportCarsMutation,
  useGetPriceRulesQuery,
  useReplacePriceRulesMutation,
  usePreviewPriceMutation,
  useArrangePhotosMutation,
  useDescribePhotoMutation,
  useRemovePhotoMutation,
} = fleetApi;
