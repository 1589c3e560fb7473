// The figures of the whole platform that everybody may see.
import { generatedStatsApi } from './stats-api.gen';

export const { useGetStatsQuery } = generatedStatsApi.enhanceEndpoints({});
