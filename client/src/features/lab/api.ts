// The lab's calls. A run may take longer than any other request, so its sender waits longer.
import type { BaseQueryMeta, DefinitionsFromApi, OverrideResultType } from '@reduxjs/toolkit/query';
import type { transport } from '@/lib/transport';
import {
  type CreateConcurrencyRunApiArg,
  type GetConcurrencyRunApiResponse,
  type GetHealthApiResponse,
  generatedLabApi,
  type ListConcurrencyRunsApiResponse,
} from './lab-api.gen';

export type Run = GetConcurrencyRunApiResponse;
export type RunSummary = ListConcurrencyRunsApiResponse[number];
export type Rival = Run['results'][number];
export type Health = GetHealthApiResponse;
export type Plan = Required<CreateConcurrencyRunApiArg['plan']>;
export type Kind = Plan['kind'];
export type Scenario = Plan['scenario'];

// The server gives a run fifteen seconds for its answers, and some to set the scene and to clear it away.
const LONGEST_RUN_MS = 35_000;

type Page = { items: RunSummary[]; pages: number };
type Definitions = DefinitionsFromApi<typeof generatedLabApi>;
type Shaped = Omit<Definitions, 'listConcurrencyRuns'> & {
  listConcurrencyRuns: OverrideResultType<Definitions['listConcurrencyRuns'], Page>;
};

const labApi = generatedLabApi
  .enhanceEndpoints<'lab', Shaped>({
    endpoints: {
      listConcurrencyRuns: {
        providesTags: ['lab'],
        transformResponse: (items: RunSummary[], meta: BaseQueryMeta<typeof transport>) => {
          const header = meta?.response?.headers.get('X-Pagination');
          return { items, pages: header ? JSON.parse(header).total_pages : 1 };
        },
      },
    },
  })
  .injectEndpoints({
    endpoints: (build) => ({
      fireRun: build.mutation<Run, Plan>({
        query: (plan) => ({
          url: '/api/v1/lab/concurrency-runs',
          method: 'POST',
          body: plan,
          timeout: LONGEST_RUN_MS,
        }),
        invalidatesTags: ['lab'],
        async onQueryStarted(_, { dispatch, queryFulfilled }) {
          const answer = await queryFulfilled.catch(() => null);
          if (!answer) return;
          const { data } = answer;
          // Its page then has nothing to ask for.
          await dispatch(labApi.util.upsertQueryData('getConcurrencyRun', { runId: data.id }, data));
        },
      }),
    }),
  });

export const { useFireRunMutation, useListConcurrencyRunsQuery, useGetConcurrencyRunQuery, useGetHealthQuery } = labApi;
