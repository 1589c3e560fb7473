import { Card } from '@/components/ui/card';
import { SectionEditor } from '@/features/fleet/editor/section-editor';
import { SlotTimesFields } from '@/features/fleet/editor/slot-fields';
import { SLOT_TIMES } from '@/features/fleet/editor/slot-specs';
import { useListing } from '@/features/fleet/use-listing';

export default function ListingTimes() {
  const { kind, listing } = useListing();
  return (
    <SectionEditor kind={kind} listing={listing} spec={SLOT_TIMES}>
      {(form) => (
        <Card className="flex max-w-3xl flex-col gap-5">
          <SlotTimesFields form={form} />
        </Card>
      )}
    </SectionEditor>
  );
}
