import { Card } from '@/components/ui/card';
import { CarFields } from '@/features/fleet/editor/car-fields';
import { CAR_BASICS } from '@/features/fleet/editor/car-specs';
import { EventFields } from '@/features/fleet/editor/event-fields';
import { EVENT_BASICS } from '@/features/fleet/editor/event-specs';
import { SectionEditor } from '@/features/fleet/editor/section-editor';
import { SlotFields } from '@/features/fleet/editor/slot-fields';
import { SLOT_BASICS } from '@/features/fleet/editor/slot-specs';
import { useListing } from '@/features/fleet/use-listing';

const FORM = 'flex max-w-3xl flex-col gap-5';

export default function ListingBasics() {
  const { kind, listing } = useListing();
  if (kind === 'cars') {
    return (
      <SectionEditor kind={kind} listing={listing} spec={CAR_BASICS}>
        {(form) => (
          <Card className={FORM}>
            <CarFields form={form} />
          </Card>
        )}
      </SectionEditor>
    );
  }
  if (kind === 'events') {
    return (
      <SectionEditor kind={kind} listing={listing} spec={EVENT_BASICS}>
        {(form) => (
          <Card className={FORM}>
            <EventFields form={form} />
          </Card>
        )}
      </SectionEditor>
    );
  }
  return (
    <SectionEditor kind={kind} listing={listing} spec={SLOT_BASICS}>
      {(form) => (
        <Card className={FORM}>
          <SlotFields form={form} />
        </Card>
      )}
    </SectionEditor>
  );
}
