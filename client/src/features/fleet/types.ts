// The words of the owner's API, taken from the generated client; what three kinds have in common is stated once.
import type {
  BulkCars,
  EditCarsApiResponse,
  GetOwnCarApiResponse,
  GetOwnEventApiResponse,
  GetOwnTimeSlotApiResponse,
  GetPriceRulesApiResponse,
  ImportCarsApiResponse,
  ListOwnCarsApiArg,
  PriceRule,
} from './fleet-api.gen';

/** As the addresses write it, the server's and ours. */
export type FleetKind = 'cars' | 'events' | 'time-slots';
export const FLEET_KINDS: readonly FleetKind[] = ['cars', 'events', 'time-slots'];

export type OwnCar = GetOwnCarApiResponse;
export type OwnEvent = GetOwnEventApiResponse;
export type OwnTimeSlot = GetOwnTimeSlotApiResponse;
export type OwnListing = OwnCar | OwnEvent | OwnTimeSlot;

export type Visibility = OwnListing['visibility'];
export const VISIBILITIES: readonly Visibility[] = ['published', 'paused', 'unlisted', 'retired'];
export type OwnSort = NonNullable<ListOwnCarsApiArg['sort']>;
export const SORTS: readonly OwnSort[] = ['newest', 'title', '-title', 'price', '-price'];
/** What an owner does to how it stands; the last word of the address. */
export type Act = 'publish' | 'pause' | 'retire';

export type Policy = OwnListing['policy'];
export type Photo = OwnListing['photos'][number];
export type BulkReport = EditCarsApiResponse;
export type BulkRow = BulkReport['rows'][number];
export type ImportReport = ImportCarsApiResponse;
export type ImportRow = ImportReport['rows'][number];
export type OwnFilter = NonNullable<BulkCars['filter']>;
export type Rule = PriceRule & { id: string };
export type RuleKind = Rule['rule'];
export const RULE_KINDS: readonly RuleKind[] = ['weekday', 'season', 'date', 'length'];
/** `tag` is the version they were read at, for `If-Match`. */
export type Rules = Omit<GetPriceRulesApiResponse, 'rules'> & { rules: Rule[]; tag: string };

export const isCar = (listing: OwnListing): listing is OwnCar => listing.kind === 'cars';
export const isEvent = (listing: OwnListing): listing is OwnEvent => listing.kind === 'events';
export const isTimeSlot = (listing: OwnListing): listing is OwnTimeSlot => listing.kind === 'time_slots';

/** What one unit of it costs: a day, a slot, the cheapest place. */
export function priceOf(listing: OwnListing): OwnCar['daily_rate'] {
  if (isCar(listing)) return listing.daily_rate;
  return isEvent(listing) ? listing.price_from : listing.price;
}
