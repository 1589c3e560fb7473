import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { formatTime, zoneName } from '@/lib/format';
import type { Agenda, Day, Happening } from './agenda';
import { guestOf, zoneOf } from './guest';
import type { OwnerBooking } from './types';

const DAYS: Day[] = ['today', 'tomorrow'];

type AgendaCardProps = {
  title: string;
  icon: ReactNode;
  /** Undefined keeps the place of what has not come. */
  agenda?: Agenda;
  none: string;
  linkTo: (booking: OwnerBooking) => string;
};

/** What happens today and tomorrow, by the clock of each place. */
export function AgendaCard({ title, icon, agenda, none, linkTo }: AgendaCardProps) {
  const id = useId();
  const empty = agenda && DAYS.every((day) => agenda[day].length === 0);
  return (
    <Card className="flex flex-col gap-4">
      <h2 id={id} className="flex items-center gap-2.5 font-semibold text-xl [&>svg]:size-5 [&>svg]:text-brand">
        {icon}
        {title}
      </h2>
      {/* As tall whatever comes: a day full of trips moves nothing below, and is scrolled through. */}
      <section
        aria-labelledby={id}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        tabIndex={0}
        className="flex h-48 flex-col gap-4 overflow-y-auto"
      >
        {empty ? (
          <p className="text-ink-soft">{none}</p>
        ) : (
          DAYS.map((day) => <AgendaDay key={day} day={day} happenings={agenda?.[day]} linkTo={linkTo} />)
        )}
      </section>
    </Card>
  );
}

type AgendaDayProps = { day: Day; happenings?: Happening[]; linkTo: (booking: OwnerBooking) => string };

function AgendaDay({ day, happenings, linkTo }: AgendaDayProps) {
  const { t } = useTranslation('owner');
  if (happenings?.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <h3 className="figures font-medium text-ink-soft text-sm">
        {happenings ? t(`today.count.${day}`, { count: happenings.length }) : t(`today.${day}`)}
      </h3>
      <ul className="flex flex-col">
        {happenings?.map((one) => <AgendaRow key={one.booking.id} happening={one} to={linkTo(one.booking)} />) ?? (
          <AgendaRow />
        )}
      </ul>
    </div>
  );
}

function AgendaRow({ happening, to = '' }: { happening?: Happening; to?: string }) {
  const { t } = useTranslation('owner');
  if (!happening) {
    return (
      <li className="flex min-h-14 flex-col justify-center">
        <Bone width="12rem" />
        <Bone width="8rem" />
      </li>
    );
  }
  const { booking, at } = happening;
  const zone = zoneOf(booking);
  return (
    <li>
      <Link
        to={to}
        className="-mx-2 flex min-h-14 items-center gap-4 rounded-control px-2 py-1.5 hover:bg-sunken"
        preventScrollReset
      >
        <time dateTime={at} className="figures w-24 shrink-0 font-semibold">
          {formatTime(at, zone)}
          <span className="block font-normal text-ink-faint text-xs">{zoneName(at, zone)}</span>
        </time>
        <span className="min-w-0">
          <span className="block font-medium">{booking.listing.title}</span>
          <span className="block text-ink-soft text-sm">
            {[guestOf(booking) ?? t('nobody'), booking.listing.city].filter(Boolean).join(' · ')}
          </span>
        </span>
      </Link>
    </li>
  );
}
