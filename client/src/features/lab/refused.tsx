import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';

const OURS = ['lab_busy', 'lab_unreachable'] as const;

/** Why no run came of the press. */
export function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation('lab');
  const problem = asProblem(error);
  const words = useProblemWords()(problem);
  const code = OURS.find((known) => known === problem.code);
  return (
    <Notice tone="wait" role="alert" title={code ? t(`refused.${code}.title`) : words.title} className="mb-6">
      <p>{code ? t(`refused.${code}.text`) : words.detail}</p>
      <RequestId id={code === 'lab_busy' ? null : words.requestId} />
    </Notice>
  );
}
