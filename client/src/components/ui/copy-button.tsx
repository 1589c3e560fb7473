import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';

const SAID_FOR_MS = 3_000;

/** Puts `text` on the clipboard and says so for a moment; `what` names it, for readers who meet several. */
export function CopyButton({ text, what, className }: { text: string; what: string; className?: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      // Refused by the browser: the text stays on the page to be marked by hand.
      () => setCopied(false),
    );
  return (
    <>
      <Button tone="quiet" size="small" onClick={copy} className={className}>
        <Icon className="size-4" aria-hidden="true" />
        <span aria-hidden="true">{t(copied ? 'problem.copied' : 'problem.copy')}</span>
        <span className="sr-only">{t('copy.what', { what })}</span>
      </Button>
      <span role="status" className="sr-only">
        {copied && t('problem.copied')}
      </span>
    </>
  );
}
