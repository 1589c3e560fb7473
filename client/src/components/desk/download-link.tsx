import { Download } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'react-redux';
import { Button } from '@/components/ui/button';
import type { Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { download } from './download';

type DownloadLinkProps = {
  /** An address of the API, such as `/api/v1/reports/earnings?format=csv`. */
  url: string;
  /** What the file is called where the server does not say. */
  name: string;
  children: ReactNode;
};

/** A file that only the person signed in may have. */
export function DownloadLink({ url, name, children }: DownloadLinkProps) {
  const { t } = useTranslation('desk');
  const store = useStore();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = useProblemWords();
  const fetchFile = async () => {
    setBusy(true);
    setProblem(null);
    setProblem(await download(store, url, name));
    setBusy(false);
  };
  return (
    <div className="flex flex-col items-start gap-1">
      <Button tone="plain" busy={busy} onClick={fetchFile}>
        {!busy && <Download className="size-4" aria-hidden="true" />}
        {busy ? t('download.working') : children}
      </Button>
      {problem && (
        <p role="alert" className="text-bad text-sm">
          <span className="font-semibold">{t('download.failed')}</span> {words(problem).detail}
        </p>
      )}
    </div>
  );
}
