// Where the cars of a search stand, city by city.
import { generatedMapApi, type MapCarsApiResponse } from './map-api.gen';

export type MapCity = MapCarsApiResponse['places'][number];

const mapApi = generatedMapApi.enhanceEndpoints({
  addTagTypes: ['cars', 'availability'],
  endpoints: { mapCars: { providesTags: ['cars', 'availability'] } },
});

export const { useMapCarsQuery } = mapApi;
