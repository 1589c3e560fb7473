import { zodResolver } from '@hookform/resolvers/zod';
import { type ReactNode, useRef, useState } from 'react';
import { type FieldValues, type UseFormReturn, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '@/components/ui/button';
import { asProblem, type Problem } from '@/lib/problem';
import { useCreateOwnMutation } from '../api';
import { focusFault } from '../focus-fault';
import { Refusal } from '../refusal';
import { nested } from '../stated';
import type { FleetKind } from '../types';
import { useUnsaved } from '../unsaved';
import { useIntentKey } from '../use-intent-key';
import type { SectionSpec } from './section-spec';
import { showRefusals } from './use-section-form';

type NewProps<V extends FieldValues> = {
  kind: FleetKind;
  spec: Pick<SectionSpec<V>, 'schema' | 'state'>;
  blank: V;
  children: (form: UseFormReturn<V>) => ReactNode;
};

/** A new listing from the facts it cannot be without. It is a draft: all else comes on its own page. */
export function NewListing<V extends FieldValues>({ kind, spec, blank, children }: NewProps<V>) {
  const { t } = useTranslation('fleet');
  const navigate = useNavigate();
  const form = useForm<V>({
    resolver: zodResolver(spec.schema),
    defaultValues: blank as never,
    shouldFocusError: false,
  });
  const [create, { isLoading }] = useCreateOwnMutation();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { keyOf, settle } = useIntentKey();
  const made = useRef(false);
  useUnsaved(form.formState.isDirty, made);

  const submit = form.handleSubmit(async (values, event) => {
    setProblem(null);
    const body = nested(spec.state(values));
    const answer = await create({ kind, body, key: keyOf(body) });
    const refused = answer.error ? asProblem(answer.error) : null;
    settle(refused);
    if (answer.data) {
      made.current = true;
      return navigate(`/owner/fleet/${kind}/${answer.data.id}`, { replace: true, state: { made: true } });
    }
    if (!refused) return;
    showRefusals(refused, form);
    setProblem(refused);
    focusFault(null, event);
  }, focusFault);

  return (
    <form noValidate onSubmit={submit} className="flex max-w-3xl flex-col gap-6">
      {problem && !isLoading && <Refusal problem={problem} focus={Object.keys(problem.errors).length === 0} />}
      {children(form)}
      <Button type="submit" size="large" busy={isLoading} className="self-start">
        {t(isLoading ? 'create.working' : `create.${kind}.act`)}
      </Button>
    </form>
  );
}
