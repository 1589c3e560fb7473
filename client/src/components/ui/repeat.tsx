import { Fragment, type ReactNode } from 'react';

/** The same box a known number of times, for a list that has not come yet. */
export function Repeat({ times, children }: { times: number; children: ReactNode }) {
  return Array.from({ length: times }, (_, number) => `box ${number}`).map((name) => (
    <Fragment key={name}>{children}</Fragment>
  ));
}
