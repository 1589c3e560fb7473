import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The number support asks for, one press from the clipboard. */
export function RequestId({ id }: { id: string | null }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  if (!id) return null;
  const copy = () => navigator.clipboard?.writeText(id).then(() => setCopied(true));
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-ink-faint text-sm">
      {t('problem.requestId')} <code className="break-all">{id}</code>
      <button
        type="button"
        onClick={copy}
        className="inline-flex min-h-6 items-center gap-1 font-medium text-ink-soft underline"
      >
        {copied ? <Check className="size-4" aria-hidden="true" /> : <Copy className="size-4" aria-hidden="true" />}
        {copied ? t('problem.copied') : t('problem.copy')}
      </button>
    </p>
  );
}
