import { FileUp } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import { cn } from '@/components/ui/class-names';

type FileDropProps = {
  label: string;
  hint: string;
  accept: string;
  multiple?: boolean;
  busy?: boolean;
  onFiles: (files: File[]) => void;
};

/** A place to drop files on, and the button that opens the browser's own choice: one is the other's twin. */
export function FileDrop({ label, hint, accept, multiple, busy, onFiles }: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === 'dragover' && !busy);
  };
  const drop = (event: DragEvent) => {
    drag(event);
    if (!busy && event.dataTransfer.files.length > 0) onFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the pointer; keys press the field in it.
    <div
      onDragOver={drag}
      onDragLeave={drag}
      onDrop={drop}
      className={cn(
        'relative flex flex-col items-center gap-2 rounded-card border-2 border-edge border-dashed px-6 py-8 text-center has-focus-visible:outline-2 has-focus-visible:outline-brand has-focus-visible:outline-offset-2',
        over && 'border-brand bg-brand-soft',
        busy && 'opacity-60',
      )}
    >
      <FileUp className="size-7 text-brand" aria-hidden="true" />
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <p id={`${id}-hint`} className="max-w-prose text-ink-soft text-sm">
        {hint}
      </p>
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={busy}
        aria-describedby={`${id}-hint`}
        // The whole place is the field, so that a press anywhere on it opens the choice.
        className="absolute inset-0 size-full cursor-pointer opacity-0 disabled:cursor-default"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // Else the same file, put right meanwhile, would be no change.
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
}
