import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { CAR_PRICE } from '@/features/fleet/editor/car-specs';
import { EVENT_SECTIONS } from '@/features/fleet/editor/event-specs';
import { PriceField } from '@/features/fleet/editor/price-field';
import { SectionEditor } from '@/features/fleet/editor/section-editor';
import { SectionsFields } from '@/features/fleet/editor/sections-fields';
import { SLOT_PRICE } from '@/features/fleet/editor/slot-specs';
import { PriceRules } from '@/features/fleet/price-rules/price-rules';
import { isEvent } from '@/features/fleet/types';
import { useListing } from '@/features/fleet/use-listing';

export default function ListingPrice() {
  const { t } = useTranslation('fleet');
  const { kind, listing } = useListing();
  if (isEvent(listing)) {
    return (
      <SectionEditor kind={kind} listing={listing} spec={EVENT_SECTIONS}>
        {(form) => (
          <Card className="flex flex-col gap-5">
            <SectionsFields form={form} />
          </Card>
        )}
      </SectionEditor>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <SectionEditor kind={kind} listing={listing} spec={kind === 'cars' ? CAR_PRICE : SLOT_PRICE}>
        {(form) => (
          <Card>
            <PriceField
              form={form}
              label={t(kind === 'cars' ? 'fact.daily_rate' : 'fact.price')}
              hint={t('priceRule.baseHint')}
            />
          </Card>
        )}
      </SectionEditor>
      <PriceRules listing={listing} />
    </div>
  );
}
