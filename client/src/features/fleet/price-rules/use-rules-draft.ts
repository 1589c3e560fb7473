import { useEffect, useRef, useState } from 'react';
import { useStore } from 'react-redux';
import { asProblem, type Problem } from '@/lib/problem';
import type { Store } from '@/store/store';
import { fleetApi, useReplacePriceRulesMutation } from '../api';
import { type Clash, clashes, differing, type Flat, isSame, type Side } from '../stated';
import type { Rule, Rules } from '../types';

const STALE = 412;

type Meeting = { theirs: Rules; clashes: Clash[]; others: string[] };

/** By id, so that two lists can be told apart rule by rule; null is a rule that one of them does not have. */
function flat(rules: readonly Rule[], ids: Iterable<string>): Flat {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  return Object.fromEntries([...new Set(ids)].map((id) => [id, known.get(id) ?? null]));
}

const idsOf = (...lists: (readonly Rule[])[]) => lists.flatMap((rules) => rules.map(({ id }) => id));

/** The rules while they are being put together: saved as a whole, for the version they were read at. */
export function useRulesDraft(listingId: string, kept: Rules) {
  const store = useStore() as Store;
  const [base, setBase] = useState(kept);
  const [rules, setRules] = useState<readonly Rule[]>(kept.rules);
  const [replace, { isLoading }] = useReplacePriceRulesMutation();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [meeting, setMeeting] = useState<Meeting | null>(null);
  const [saved, setSaved] = useState(false);
  const dirty = !isSame(rules, base.rules);
  const latest = useRef({ base, dirty });
  latest.current = { base, dirty };

  const take = (next: Rules) => {
    setBase(next);
    setRules(next.rules);
  };
  useEffect(() => {
    const { base: before, dirty: written } = latest.current;
    // Only the version moved, by a photo or a price: what is written here is still about the same rules.
    if (isSame(before.rules, kept.rules)) setBase(kept);
    else if (!written) {
      setBase(kept);
      setRules(kept.rules);
    }
  }, [kept]);

  const meet = async (mine: readonly Rule[]) => {
    const answer = await store.dispatch(
      fleetApi.endpoints.getPriceRules.initiate({ listingId }, { forceRefetch: true, subscribe: false }),
    );
    if (!answer.data) return setProblem(asProblem(answer.error));
    const theirs = answer.data;
    const ids = idsOf(base.rules, mine, theirs.rules);
    const [before, here, there] = [base.rules, mine, theirs.rules].map((list) => flat(list, ids)) as [Flat, Flat, Flat];
    const met = clashes(before, here, there);
    const both = new Set(met.map(({ path }) => path));
    setMeeting({ theirs, clashes: met, others: differing(before, there).filter((id) => !both.has(id)) });
  };

  const send = async (stated: readonly Rule[], tag: string) => {
    setProblem(null);
    setSaved(false);
    const answer = await replace({ listingId, 'If-Match': tag, statedRules: { rules: [...stated] } });
    if (answer.data) {
      take(answer.data);
      setMeeting(null);
      return setSaved(true);
    }
    const refused = asProblem(answer.error);
    if (refused.status === STALE) return meet(stated);
    setMeeting(null);
    setProblem(refused);
  };

  /** Theirs, with what was changed here on top of it, except where theirs was chosen. */
  const resolve = (sides: Record<string, Side>) => {
    if (!meeting) return;
    const { theirs } = meeting;
    const ids = idsOf(base.rules, rules, theirs.rules);
    const [before, here, there] = [base.rules, rules, theirs.rules].map((list) => flat(list, ids)) as [
      Flat,
      Flat,
      Flat,
    ];
    const mine = differing(before, here).filter((id) => sides[id] !== 'theirs');
    const merged = { ...there, ...Object.fromEntries(mine.map((id) => [id, here[id]])) };
    const whole = Object.values(merged).filter(Boolean) as Rule[];
    setRules(whole);
    return send(whole, theirs.tag);
  };

  const change = (next: readonly Rule[]) => {
    setSaved(false);
    setProblem(null);
    setRules(next);
  };
  return {
    rules,
    dirty,
    busy: isLoading,
    saved,
    problem,
    meeting,
    put: (rule: Rule) =>
      change(
        rules.some(({ id }) => id === rule.id)
          ? rules.map((one) => (one.id === rule.id ? rule : one))
          : [...rules, rule],
      ),
    drop: (id: string) => change(rules.filter((rule) => rule.id !== id)),
    discard: () => take(base),
    save: () => send(rules, base.tag),
    resolve,
    leaveMeeting: () => setMeeting(null),
    /** Which rule a meeting speaks of, of whichever side. */
    ruleOf: (id: string) => [...rules, ...(meeting?.theirs.rules ?? []), ...base.rules].find((rule) => rule.id === id),
  };
}
