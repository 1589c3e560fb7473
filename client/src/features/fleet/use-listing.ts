import { useOutletContext } from 'react-router';
import type { FleetKind, OwnListing } from './types';

export type ListingContext = { kind: FleetKind; listing: OwnListing };

/** The listing whose page this is a part of. */
export const useListing = () => useOutletContext<ListingContext>();
