import type { FieldValues } from 'react-hook-form';
import type { ZodMiniType } from 'zod/mini';
import type { Flat } from '../stated';
import type { OwnListing } from '../types';

/** A part of a listing as a form: its values, what they are made from and what they state. */
export type SectionSpec<V extends FieldValues> = {
  schema: ZodMiniType<V, V>;
  from: (listing: OwnListing) => V;
  state: (values: V) => Flat;
};
