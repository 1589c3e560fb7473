import { CircleCheck, ListTodo } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Card } from '@/components/ui/card';
import { type OwnKind, useCountOwnQuery } from './api';

type ToDo = { key: string; words: string; to: string };

/** What waits for the owner, each with the place where it is done. */
export function ToDos({ emailVerified }: { emailVerified: boolean }) {
  const { t } = useTranslation('owner');
  const { todos, known } = useToDos(emailVerified);
  return (
    <Card aria-labelledby="todo" className="flex flex-col gap-4">
      <h2 id="todo" className="flex items-center gap-2.5 font-semibold text-xl">
        <ListTodo className="size-5 text-brand" aria-hidden="true" />
        {t('todo.title')}
      </h2>
      {todos.length > 0 && (
        <ul className="flex flex-col">
          {todos.map(({ key, words, to }) => (
            <li key={key}>
              <Link
                to={to}
                className="-mx-2 flex min-h-11 items-center rounded-control px-2 py-1.5 font-medium underline decoration-line underline-offset-4 hover:bg-sunken hover:decoration-current"
              >
                {words}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {todos.length === 0 && (
        <p className="flex min-h-11 items-center gap-2 text-ink-soft">
          {known && <CircleCheck className="size-5 text-good" aria-hidden="true" />}
          {known && t('todo.none')}
        </p>
      )}
    </Card>
  );
}

function useToDos(emailVerified: boolean): { todos: ToDo[]; known: boolean } {
  const { t } = useTranslation('owner');
  const kinds = [useKind('cars'), useKind('time-slots'), useKind('events')];
  const todos: ToDo[] = [];
  if (!emailVerified) todos.push({ key: 'email', words: t('todo.email'), to: '/verify' });
  const nothing = kinds.every(({ known, total }) => known && total === 0);
  if (nothing) todos.push({ key: 'first', words: t('todo.first'), to: '/owner/fleet' });
  for (const { kind, ...counts } of kinds) {
    for (const what of ['paused', 'bare'] as const) {
      const count = counts[what];
      const search = new URLSearchParams({ kind, ...LACKS[what] });
      const words = t(`todo.${kind}.${what}`, { count });
      if (count > 0) todos.push({ key: `${kind} ${what}`, words, to: `/owner/fleet?${search}` });
    }
  }
  return { todos, known: kinds.every(({ known }) => known) };
}

/** What is counted is what the list shows behind it: drafts, and what is published without a photo. */
const LACKS = {
  paused: { visibility: 'paused' },
  bare: { visibility: 'published', has_photos: 'false' },
};

function useKind(kind: OwnKind) {
  const all = useCountOwnQuery({ kind }).data;
  const bare = useCountOwnQuery({ kind, ...LACKS.bare }).data;
  const paused = useCountOwnQuery({ kind, ...LACKS.paused }).data;
  return {
    kind,
    known: [all, bare, paused].every((count) => count !== undefined),
    total: all ?? 0,
    bare: bare ?? 0,
    paused: paused ?? 0,
  };
}
