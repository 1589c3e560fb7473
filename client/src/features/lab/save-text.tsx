import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

type SaveProps = { name: string; type: string; content: () => string; children: ReactNode };

/** Hands what the page already has to the browser as a file. */
export function SaveText({ name, type, content, children }: SaveProps) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([content()], { type }));
    const link = document.createElement('a');
    Object.assign(link, { href: address, download: name });
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button tone="quiet" size="small" onClick={save}>
      <Download className="size-4" aria-hidden="true" />
      {children}
    </Button>
  );
}
