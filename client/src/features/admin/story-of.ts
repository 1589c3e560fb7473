import type { Happening } from './api';

/**
 * The timeline without what it says twice: each change stands in the booking's history and in the audit trail, so the
 * trail's details go to the change, and only its refusals, which changed nothing, stand for themselves.
 */
export function storyOf(timeline: readonly Happening[]): (Happening & { key: string })[] {
  const trail = new Map(timeline.filter(isTrail).map((entry) => [nameOf(entry), entry.details]));
  const changes = new Set(timeline.filter(({ source }) => source === 'history').map(nameOf));
  const told = timeline.filter((entry) => !(isTrail(entry) && changes.has(nameOf(entry))));
  return told.map((entry, place) => {
    const beside = entry.source === 'history' ? trail.get(nameOf(entry)) : undefined;
    return { ...entry, details: { ...entry.details, ...beside }, key: `${place} ${nameOf(entry)}` };
  });
}

const nameOf = ({ at, what }: Happening) => `${at} ${what}`;
const isTrail = ({ source, outcome }: Happening) => source === 'audit' && outcome === 'done';
