import { lazy, Suspense } from 'react';
import { PolicyFields } from '@/features/fleet/editor/policy-fields';
import { POLICY_SPECS } from '@/features/fleet/editor/policy-spec';
import { SectionEditor } from '@/features/fleet/editor/section-editor';
import { useListing } from '@/features/fleet/use-listing';

// Below the form, and of another area: it comes with its words once the form is there.
const RuleDemand = lazy(() => import('@/features/owner/rule-demand'));

export default function ListingPolicy() {
  const { kind, listing } = useListing();
  return (
    <div className="flex flex-col gap-6">
      <SectionEditor kind={kind} listing={listing} spec={POLICY_SPECS[kind]}>
        {(form) => <PolicyFields form={form} kind={kind} />}
      </SectionEditor>
      <Suspense fallback={null}>
        <RuleDemand listingId={listing.id} />
      </Suspense>
    </div>
  );
}
