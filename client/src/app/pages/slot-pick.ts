// The chosen time, or window, of what is booked by the hour; it lives in the address, and so outlives a reload and a sign-in.
import { skipToken } from '@reduxjs/toolkit/query';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Resource, useGetTimeSlotAvailabilityQuery } from '@/features/slots/api';
import { splitWall, toWall } from '@/lib/zone';

export type Pick = { starts_at: string; ends_at: string; price: Resource['price'] };

export const isInstant = (text: string | null): text is string => text !== null && !Number.isNaN(Date.parse(text));

type Address = { params: URLSearchParams; change: (values: Record<string, string>) => void };

/** What the page keeps in its address. A change counts at once for the next one, though the address follows a moment later. */
export function useAddress(): Address {
  const [params, setParams] = useSearchParams();
  const latest = useRef(params);
  useEffect(() => {
    latest.current = params;
  }, [params]);
  const change = (values: Record<string, string>) => {
    const after = new URLSearchParams(latest.current);
    for (const [name, value] of Object.entries(values)) {
      if (value) after.set(name, value);
      else after.delete(name);
    }
    latest.current = after;
    setParams(after, { replace: true, preventScrollReset: true });
  };
  return { params, change };
}

/** The window that the address names; of slots it is looked up, because only the server knows what they cost now. */
function useNamed(resource: Resource | undefined, tz: string, params: URLSearchParams) {
  const [at, until] = [params.get('at'), params.get('until')];
  const window = isInstant(at) && isInstant(until) ? { starts_at: at, ends_at: until } : null;
  const slotted = resource && resource.slot_minutes !== null;
  const day = window && splitWall(toWall(window.starts_at, tz)).day;
  const { currentData } = useGetTimeSlotAvailabilityQuery(
    slotted && day ? { timeSlotId: resource.id, date: day, tz } : skipToken,
  );
  if (!resource || !window) return { named: null, gone: false };
  if (!slotted) return { named: { ...window, price: resource.price }, gone: false };
  const slot = currentData?.slots.find(({ starts_at }) => Date.parse(starts_at) === Date.parse(window.starts_at));
  return { named: slot?.available ? slot : null, gone: currentData !== undefined && !slot?.available };
}

/** What is chosen, and how to change it. Held here as well as in the address, which follows a moment later. */
export function usePick(resource: Resource | undefined, tz: string, { params, change }: Address) {
  const [pressed, setPressed] = useState<Pick | null>();
  const { named, gone } = useNamed(resource, tz, params);
  const pick = pressed === undefined ? named : pressed;
  // In one step with the first day to be in sight, where that changes too.
  const choose = (next: Pick | null, from?: string) => {
    setPressed(next);
    change({ at: next?.starts_at ?? '', until: next?.ends_at ?? '', ...(from && { from }) });
  };
  return { pick, choose, gone: gone && pressed === undefined };
}
