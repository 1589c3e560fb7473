import { ArrowLeft } from 'lucide-react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Card } from '@/components/ui/card';
import { CarFields } from '@/features/fleet/editor/car-fields';
import type { CarBasics } from '@/features/fleet/editor/car-specs';
import { EventFields } from '@/features/fleet/editor/event-fields';
import type { EventBasics, Sections } from '@/features/fleet/editor/event-specs';
import { NewListing } from '@/features/fleet/editor/new-listing';
import {
  BLANK_NEW_CAR,
  BLANK_NEW_EVENT,
  BLANK_NEW_SLOT,
  NEW_CAR,
  NEW_EVENT,
  NEW_SLOT,
} from '@/features/fleet/editor/new-specs';
import { PriceField } from '@/features/fleet/editor/price-field';
import { SectionsFields } from '@/features/fleet/editor/sections-fields';
import { SlotFields, SlotTimesFields } from '@/features/fleet/editor/slot-fields';
import type { SlotBasics, SlotTimes } from '@/features/fleet/editor/slot-specs';
import type { Priced } from '@/features/fleet/editor/spec-parts';
import { FLEET_KINDS, type FleetKind } from '@/features/fleet/types';
import { UnsavedScope } from '@/features/fleet/unsaved';
import { NotFound } from '../../not-found';
import { Title } from '../../title';

const FORM = 'flex flex-col gap-5';

// A form of several sections has the values of each; React Hook Form's types do not see that.
const as = <Part extends object>(form: unknown) => form as UseFormReturn<Part>;

export default function NewListingPage() {
  const { t } = useTranslation('fleet');
  const { kind } = useParams();
  const known = FLEET_KINDS.find((one) => one === kind);
  if (!known) return <NotFound />;
  const Form = FORMS[known];
  return (
    <div className="flex flex-col gap-5">
      <Title>{t(`create.${known}.title`)}</Title>
      <Link
        to={`/owner/fleet/${known}`}
        className="inline-flex min-h-11 items-center gap-2 self-start font-medium text-ink-soft hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {t('create.back')}
      </Link>
      <div>
        <h1 className="font-semibold text-3xl">{t(`create.${known}.title`)}</h1>
        <p className="text-ink-soft">{t('create.lead')}</p>
      </div>
      <UnsavedScope key={known}>
        <Form />
      </UnsavedScope>
    </div>
  );
}

const FORMS: Record<FleetKind, () => React.ReactNode> = { cars: NewCar, events: NewEvent, 'time-slots': NewSlot };

function NewCar() {
  const { t } = useTranslation('fleet');
  return (
    <NewListing kind="cars" spec={NEW_CAR} blank={BLANK_NEW_CAR}>
      {(form) => (
        <Card className={FORM}>
          <CarFields form={as<CarBasics>(form)} />
          <PriceField form={as<Priced>(form)} label={t('fact.daily_rate')} />
        </Card>
      )}
    </NewListing>
  );
}

function NewEvent() {
  const { t } = useTranslation('fleet');
  return (
    <NewListing kind="events" spec={NEW_EVENT} blank={BLANK_NEW_EVENT}>
      {(form) => (
        <>
          <Card className={FORM}>
            <EventFields form={as<EventBasics>(form)} />
          </Card>
          <Card className={FORM}>
            <h2 className="font-semibold text-lg">{t('fact.sections')}</h2>
            <SectionsFields form={as<Sections>(form)} />
          </Card>
        </>
      )}
    </NewListing>
  );
}

function NewSlot() {
  const { t } = useTranslation('fleet');
  return (
    <NewListing kind="time-slots" spec={NEW_SLOT} blank={BLANK_NEW_SLOT}>
      {(form) => (
        <>
          <Card className={FORM}>
            <SlotFields form={as<SlotBasics>(form)} />
          </Card>
          <Card className={FORM}>
            <SlotTimesFields form={as<SlotTimes>(form)} />
            <PriceField form={as<Priced>(form)} label={t('fact.price')} hint={t('ticket.free')} />
          </Card>
        </>
      )}
    </NewListing>
  );
}
