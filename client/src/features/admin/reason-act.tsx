import { type ComponentProps, type ReactNode, useRef, useState } from 'react';
import { ReasonDialog } from '@/components/desk/reason-dialog';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { asProblem, type Problem } from '@/lib/problem';
import { useRefusalWords } from './refusal-words';

type ReasonActProps = {
  label: ReactNode;
  tone?: ComponentProps<typeof Button>['tone'];
  size?: ComponentProps<typeof Button>['size'];
  title: string;
  effect: ReactNode;
  confirm: string;
  /** What is said once the server has done it. */
  done: string;
  /** Asks the server; false keeps the dialog open, because something in it needs another look. */
  run: (reason: string) => Promise<{ error?: unknown }> | false;
  /** Choices that belong to the act. */
  children?: ReactNode;
  onOpen?: () => void;
};

/** A button whose act needs a reason: the dialog names object and effect, and stays until the server has answered. */
export function ReasonAct({ label, tone = 'plain', size, done, run, onOpen, ...dialog }: ReasonActProps) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const say = useToast();
  const inWords = useRefusalWords();
  const start = () => {
    setProblem(null);
    onOpen?.();
    setOpen(true);
  };
  const confirm = async (reason: string) => {
    const asked = run(reason);
    if (!asked) return;
    setBusy(true);
    const { error } = await asked;
    setBusy(false);
    if (error) return setProblem(inWords(asProblem(error)));
    setOpen(false);
    say({ text: done });
  };
  return (
    <>
      <Button ref={opener} tone={tone} size={size} onClick={start}>
        {label}
      </Button>
      <ReasonDialog
        {...dialog}
        open={open}
        onClose={() => setOpen(false)}
        onConfirm={confirm}
        busy={busy}
        problem={problem}
        returnFocus={opener}
      />
    </>
  );
}
