import { PolicyFields } from '@/features/fleet/editor/policy-fields';
import { POLICY_SPECS } from '@/features/fleet/editor/policy-spec';
import { SectionEditor } from '@/features/fleet/editor/section-editor';
import { useListing } from '@/features/fleet/use-listing';

export default function ListingPolicy() {
  const { kind, listing } = useListing();
  return (
    <SectionEditor kind={kind} listing={listing} spec={POLICY_SPECS[kind]}>
      {(form) => <PolicyFields form={form} kind={kind} />}
    </SectionEditor>
  );
}
