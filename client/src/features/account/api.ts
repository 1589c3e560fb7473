// One's own account, with what a change makes old.
import { userChanged } from '@/lib/auth';
import { generatedOwnAccountApi } from './own-account-api.gen';

const api = generatedOwnAccountApi.enhanceEndpoints({
  endpoints: {
    listSessions: { providesTags: ['sessions'] },
    endSession: { invalidatesTags: ['sessions'] },
    endOtherSessions: { invalidatesTags: ['sessions'] },
    changePassword: { invalidatesTags: (_, error) => (error ? [] : ['sessions']) },
    changeMe: {
      async onQueryStarted(_, { dispatch, queryFulfilled }) {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(userChanged(answer.data));
      },
    },
  },
});

export const {
  useChangeMeMutation,
  useChangePasswordMutation,
  useListSessionsQuery,
  useEndSessionMutation,
  useEndOtherSessionsMutation,
  useEraseMeMutation,
} = api;
