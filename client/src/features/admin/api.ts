// The generated client of the admin area, with what the document cannot say: cache tags, and the page numbers that travel
// in a header.
import type { DefinitionsFromApi, OverrideResultType } from '@reduxjs/toolkit/query';
import { type Meta, type Page, paged } from '@/lib/api';
import {
  type EarningsReport,
  type GetAnyBookingApiResponse,
  type GetSystemApiResponse,
  generatedAdminApi,
  type ListAllBookingsApiResponse,
  type ListApiKeysApiResponse,
  type ListAuditEntriesApiResponse,
  type ListMismatchesApiResponse,
  type ListPaymentEventsApiResponse,
  type ListReconciliationRunsApiResponse,
  type ListUndeliveredMailsApiResponse,
  type ListUsersApiResponse,
} from './admin-api.gen';

export type AdminBooking = ListAllBookingsApiResponse[number];
export type WholeBooking = GetAnyBookingApiResponse;
export type Happening = WholeBooking['timeline'][number];
export type ApiKey = ListApiKeysApiResponse[number];
export type AuditEntry = ListAuditEntriesApiResponse[number];
export type Mail = ListUndeliveredMailsApiResponse[number];
export type Mismatch = ListMismatchesApiResponse[number];
export type PaymentEvent = ListPaymentEventsApiResponse[number];
export type Run = ListReconciliationRunsApiResponse[number];
export type Person = ListUsersApiResponse[number];
export type Part = GetSystemApiResponse['parts'][number];

/** A page of a report's rows, and how many rows there are in all. */
export type Revenue = EarningsReport & { rowCount: number };

const TAGS = ['users', 'audit', 'mismatches', 'payment_events', 'mails', 'api_keys', 'runs', 'invariants'] as const;

type Definitions = DefinitionsFromApi<typeof generatedAdminApi>;
type Lists = {
  listAllBookings: AdminBooking;
  listApiKeys: ApiKey;
  listAuditEntries: AuditEntry;
  listMismatches: Mismatch;
  listPaymentEvents: PaymentEvent;
  listReconciliationRuns: Run;
  listUndeliveredMails: Mail;
  listUsers: Person;
};
type Shaped = Omit<Definitions, keyof Lists | 'getPlatformRevenue'> & {
  [Name in keyof Lists]: OverrideResultType<Definitions[Name], Page<Lists[Name]>>;
} & { getPlatformRevenue: OverrideResultType<Definitions['getPlatformRevenue'], Revenue> };

/** A booking that an admin changes is one that its client sees. */
type Tag = 'bookings' | (typeof TAGS)[number];

const rows = <Row>(items: Row[], meta: Meta) => paged(items, meta);
const userChanged: Tag[] = ['users', 'audit'];
const moneyMoved: Tag[] = ['bookings', 'mismatches', 'audit'];

export const adminApi = generatedAdminApi.enhanceEndpoints<Tag, Shaped>({
  addTagTypes: TAGS,
  endpoints: {
    listUsers: { providesTags: ['users'], transformResponse: rows<Person> },
    getUser: { providesTags: ['users'] },
    changeRole: { invalidatesTags: userChanged },
    suspendUser: { invalidatesTags: userChanged },
    restoreUser: { invalidatesTags: userChanged },
    listAllBookings: { providesTags: ['bookings'], transformResponse: rows<AdminBooking> },
    getAnyBooking: { providesTags: ['bookings'] },
    cancelAdminsBooking: { invalidatesTags: moneyMoved },
    refundAdminsBooking: { invalidatesTags: moneyMoved },
    listAuditEntries: { providesTags: ['audit'], transformResponse: rows<AuditEntry> },
    sealAuditTrail: { invalidatesTags: ['audit'] },
    getInvariants: { providesTags: ['invariants'] },
    resumeSales: { invalidatesTags: ['invariants', 'audit'] },
    listMismatches: { providesTags: ['mismatches'], transformResponse: rows<Mismatch> },
    getMismatch: { providesTags: ['mismatches'] },
    resolveMismatch: { invalidatesTags: [...moneyMoved, 'runs'] },
    getReconciliation: { providesTags: ['runs'] },
    listReconciliationRuns: { providesTags: ['runs'], transformResponse: rows<Run> },
    requestReconciliation: { invalidatesTags: ['runs'] },
    getPlatformRevenue: {
      transformResponse: (report: EarningsReport, meta: Meta) => ({
        ...report,
        rowCount: paged(report.rows, meta).total,
      }),
    },
    listPaymentEvents: { providesTags: ['payment_events'], transformResponse: rows<PaymentEvent> },
    getPaymentEvent: { providesTags: ['payment_events'] },
    replayPaymentEvent: { invalidatesTags: ['payment_events', ...moneyMoved] },
    listUndeliveredMails: { providesTags: ['mails'], transformResponse: rows<Mail> },
    sendMailAgain: { invalidatesTags: ['mails', 'audit'] },
    listApiKeys: { providesTags: ['api_keys'], transformResponse: rows<ApiKey> },
    createApiKey: { invalidatesTags: ['api_keys', 'audit'] },
    revokeApiKey: { invalidatesTags: ['api_keys', 'audit'] },
  },
});

export const {
  useListUsersQuery,
  useGetUserQuery,
  useChangeRoleMutation,
  useSuspendUserMutation,
  useRestoreUserMutation,
  useListAllBookingsQuery,
  useGetAnyBookingQuery,
  usePreviewAdminsCancellationQuery,
  useCancelAdminsBookingMutation,
  useRefundAdminsBookingMutation,
  useListAuditEntriesQuery,
  useLazyVerifyAuditTrailQuery,
  useSealAuditTrailMutation,
  useGetInvariantsQuery,
  useResumeSalesMutation,
  useListMismatchesQuery,
  useGetMismatchQuery,
  useResolveMismatchMutation,
  useGetReconciliationQuery,
  useListReconciliationRunsQuery,
  useGetReconciliationRunQuery,
  useRequestReconciliationMutation,
  useListPaymentEventsQuery,
  useGetPaymentEventQuery,
  useReplayPaymentEventMutation,
  useListUndeliveredMailsQuery,
  useSendMailAgainMutation,
  useListApiKeysQuery,
  useCreateApiKeyMutation,
  useRevokeApiKeyMutation,
  useGetPlatformRevenueQuery,
  useGetPlatformLostDemandQuery,
  useGetSystemQuery,
} = adminApi;
