import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { saveFile } from '@/components/ui/save-file';

type SaveProps = { name: string; type: string; content: () => string; children: ReactNode };

/** Hands what the page already has to the browser as a file. */
export function SaveText({ name, type, content, children }: SaveProps) {
  const save = () => saveFile(new Blob([content()], { type }), name);
  return (
    <Button tone="quiet" size="small" onClick={save}>
      <Download className="size-4" aria-hidden="true" />
      {children}
    </Button>
  );
}
