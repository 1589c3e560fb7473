import type { ReactNode } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ClashDialog } from '../clash-dialog';
import { useFactWords } from '../fact-words';
import { Refusal } from '../refusal';
import { SaveBar } from '../save-bar';
import type { FleetKind, OwnListing } from '../types';
import { useUnsaved } from '../unsaved';
import type { SectionSpec } from './section-spec';
import { useSectionForm } from './use-section-form';

type EditorProps<V extends FieldValues> = {
  kind: FleetKind;
  listing: OwnListing;
  spec: SectionSpec<V>;
  children: (form: UseFormReturn<V>) => ReactNode;
};

/** One section of a listing: saved by itself, for the version it was read at. */
export function SectionEditor<V extends FieldValues>({ kind, listing, spec, children }: EditorProps<V>) {
  const { t } = useTranslation('fleet');
  const section = useSectionForm(kind, listing, spec);
  const { form, meeting, problem, busy, dirty } = section;
  const { nameOf, show } = useFactWords();
  useUnsaved(dirty);
  const retired = listing.visibility === 'retired';
  return (
    <>
      <form noValidate onSubmit={section.submit} className="flex flex-col gap-6">
        {problem && !busy && <Refusal problem={problem} focus={Object.keys(problem.errors).length === 0} />}
        {/* What was taken down for good is there to be read. */}
        <fieldset disabled={retired} className="flex min-w-0 flex-col gap-6">
          <legend className="sr-only">{t('section.fields')}</legend>
          {children(form)}
        </fieldset>
        {!retired && <SaveBar dirty={dirty} busy={busy} saved={section.saved} onDiscard={section.discard} />}
      </form>
      {/* Beside the form and not in it: what is sent there would be sent here as well. */}
      <ClashDialog
        clashes={meeting?.clashes ?? null}
        others={meeting?.others ?? []}
        nameOf={nameOf}
        show={show}
        busy={busy}
        onChoose={section.resolve}
        onClose={section.leaveMeeting}
      />
    </>
  );
}
