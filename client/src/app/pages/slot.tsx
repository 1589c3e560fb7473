import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ProblemPanel } from '@/components/ui/problem-panel';
import { type Resource, useGetTimeSlotQuery } from '@/features/slots/api';
import { FreeWindow } from '@/features/slots/free-window';
import { ResourceHead } from '@/features/slots/resource-head';
import { SlotGrid } from '@/features/slots/slot-grid';
import { SlotTerms } from '@/features/slots/slot-terms';
import { serverNow } from '@/lib/clock';
import { asProblem } from '@/lib/problem';
import { BROWSER_ZONE, isDay, splitWall, toWall } from '@/lib/zone';
import { NotFound } from '../not-found';
import { Title } from '../title';
import { SlotBox } from './slot-box';
import { isInstant, useAddress, usePick } from './slot-pick';

export default function SlotPage() {
  const { t } = useTranslation('slots');
  const { slotId = '' } = useParams();
  const query = useGetTimeSlotQuery({ timeSlotId: slotId });
  const resource = query.currentData;
  const problem = query.error && !resource && !query.isFetching ? asProblem(query.error) : null;

  if (problem?.status === 404) return <NotFound what="slot" />;
  if (problem) return <div className="page py-10">{<ProblemPanel problem={problem} onRetry={query.refetch} />}</div>;
  return (
    <div className="page flex flex-col gap-4 py-6 sm:py-8" aria-busy={!resource}>
      <Title>{resource?.title ?? t('tab')}</Title>
      <Link
        to={resource?.group ? `/slots?${new URLSearchParams({ group: resource.group })}` : '/slots'}
        className="inline-flex min-h-11 items-center gap-2 self-start font-medium text-ink-soft hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {resource?.group ?? t('back')}
      </Link>
      <ResourceHead resource={resource} />
      <Choosing key={resource?.id} resource={resource} />
    </div>
  );
}

/** What is chosen, and the way to it. */
function Choosing({ resource }: { resource?: Resource }) {
  const address = useAddress();
  const { change } = address;
  const { tz, from, any } = useView(resource, address.params);
  const { pick, choose, gone } = usePick(resource, tz, address);
  return (
    <div className="mt-4 grid grid-cols-1 gap-8 max-lg:pb-24 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
      {!resource && <div className="h-[42rem] animate-pulse-late rounded-card bg-sunken" />}
      {resource && resource.slot_minutes === null && (
        <FreeWindow
          resource={resource}
          chosen={pick}
          onChange={(window) => choose(window && { ...window, price: resource.price })}
        />
      )}
      {resource && resource.slot_minutes !== null && (
        <SlotGrid
          resource={resource}
          tz={tz}
          onZone={(zone) => change({ clock: zone === resource.time_zone ? 'there' : '' })}
          from={from}
          onFrom={(day) => change({ from: day })}
          chosen={pick}
          onPick={choose}
        />
      )}
      <div className="min-w-0 lg:sticky lg:top-20 lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <SlotBox
          resource={resource}
          pick={pick}
          gone={gone}
          tz={tz}
          any={any}
          onAny={(wanted) => change({ any: wanted ? '1' : '' })}
        />
      </div>
      <SlotTerms resource={resource} />
    </div>
  );
}

/** Whose clock and which days are in sight, and whether any of a group will do; they live in the address. */
function useView(resource: Resource | undefined, params: URLSearchParams) {
  const tz = params.get('clock') === 'there' && resource ? resource.time_zone : BROWSER_ZONE;
  const today = splitWall(toWall(serverNow(), tz)).day;
  // What was chosen before a reload or a sign-in is in sight again; what is chosen now moves nothing.
  const [kept] = useState(() => params.get('at'));
  const asked = params.get('from') ?? (isInstant(kept) ? splitWall(toWall(kept, tz)).day : null);
  const from = isDay(asked) && asked > today ? asked : today;
  return { tz, from, any: params.get('any') === '1' };
}
