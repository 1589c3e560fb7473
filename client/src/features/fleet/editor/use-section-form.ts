import { zodResolver } from '@hookform/resolvers/zod';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type FieldValues, type Path, type UseFormReturn, useForm } from 'react-hook-form';
import { useStore } from 'react-redux';
import { asProblem, type Problem } from '@/lib/problem';
import type { Store } from '@/store/store';
import { fleetApi, useEditOwnMutation } from '../api';
import { fieldOf } from '../field-paths';
import { focusFault } from '../focus-fault';
import { BETWEEN } from '../server-words';
import { type Clash, clashes, differing, type Flat, isSame, nested, picked, type Side } from '../stated';
import type { FleetKind, OwnListing } from '../types';
import type { SectionSpec } from './section-spec';

const STALE = 412;

/** What the server says, at the fields it is about. */
export function showRefusals<V extends FieldValues>(problem: Problem, form: UseFormReturn<V>): void {
  const values = form.getValues();
  for (const [path, messages] of Object.entries(problem.errors)) {
    const field = fieldOf(path);
    const known = (field.split('.', 1)[0] ?? '') in values;
    if (known) form.setError(field as Path<V>, { type: 'server', message: messages.join(BETWEEN) });
  }
}

/** What met what: the version that is there now, and the things that both sides have changed. */
export type Meeting = { theirs: OwnListing; clashes: Clash[]; others: string[] };

export function useSectionForm<V extends FieldValues>(kind: FleetKind, listing: OwnListing, spec: SectionSpec<V>) {
  const store = useStore() as Store;
  // The version that the values were made from: a newer one replaces it only while nothing is being written.
  const base = useRef(listing);
  const form = useForm<V>({
    resolver: zodResolver(spec.schema),
    defaultValues: spec.from(listing) as never,
    shouldFocusError: false,
  });
  const { isDirty } = form.formState;
  const [edit, { isLoading }] = useEditOwnMutation();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [meeting, setMeeting] = useState<Meeting | null>(null);
  const [saved, setSaved] = useState(false);

  const take = useCallback(
    (next: OwnListing) => {
      base.current = next;
      form.reset(spec.from(next) as never);
    },
    [form, spec],
  );
  useEffect(() => {
    if (listing.version <= base.current.version) return;
    const [before, now] = [base.current, listing].map((each) => spec.state(spec.from(each)));
    // Another section moved the version, and what is shown here is still as it was.
    if (isSame(before, now)) base.current = listing;
    else if (!isDirty) take(listing);
  }, [isDirty, listing, take, spec]);

  const meet = async (mine: Flat) => {
    const one = { kind, id: listing.id };
    const answer = await store.dispatch(
      fleetApi.endpoints.getOwn.initiate(one, { forceRefetch: true, subscribe: false }),
    );
    if (!answer.data) return setProblem(asProblem(answer.error));
    const [before, now] = [spec.state(spec.from(base.current)), spec.state(spec.from(answer.data))];
    const met = clashes(before, mine, now);
    const both = new Set(met.map(({ path }) => path));
    const others = differing(before, now).filter((path) => !both.has(path));
    setMeeting({ theirs: answer.data, clashes: met, others });
  };

  const send = async (mine: Flat, paths: readonly string[], version: number) => {
    setProblem(null);
    setSaved(false);
    const answer = await edit({ kind, id: listing.id, version, body: nested(picked(mine, paths)) });
    if (answer.data) {
      take(answer.data);
      setMeeting(null);
      return setSaved(true);
    }
    const refused = asProblem(answer.error);
    if (refused.status === STALE) return meet(mine);
    setMeeting(null);
    showRefusals(refused, form);
    setProblem(refused);
  };

  const submit = form.handleSubmit(async (values, event) => {
    const mine = spec.state(values);
    const paths = differing(spec.state(spec.from(base.current)), mine);
    // Typed and taken back again: nothing differs, and nothing is to be sent.
    if (paths.length === 0) take(base.current);
    else await send(mine, paths, base.current.version);
    focusFault(null, event);
  }, focusFault);

  /** Theirs stays wherever nothing was chosen; what only this side has changed goes along. */
  const resolve = async (sides: Record<string, Side>) => {
    if (!meeting) return;
    const mine = spec.state(form.getValues());
    const paths = differing(spec.state(spec.from(base.current)), mine).filter((path) => sides[path] !== 'theirs');
    const left = paths.filter((path) => differing(spec.state(spec.from(meeting.theirs)), mine).includes(path));
    if (left.length > 0) return send(mine, left, meeting.theirs.version);
    take(meeting.theirs);
    setMeeting(null);
    setSaved(true);
  };

  return {
    form,
    submit,
    resolve,
    meeting,
    leaveMeeting: () => setMeeting(null),
    discard: () => {
      setProblem(null);
      take(listing.version > base.current.version ? listing : base.current);
    },
    problem,
    saved,
    busy: isLoading,
    dirty: isDirty,
  };
}
