import { CircleCheck, ListTodo } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Card } from '@/components/ui/card';
import { type OwnKind, useListOwnNamesQuery } from './api';

// As many as the API gives at once: of a larger fleet, those without photos are counted among the first hundred.
const LOOKED_AT = 100;

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
  for (const { kind, bare, unlisted, paused } of kinds) {
    const counts = { unlisted, bare, paused };
    for (const what of ['unlisted', 'bare', 'paused'] as const) {
      const count = counts[what];
      const search = new URLSearchParams({ kind, visibility: what === 'bare' ? 'published' : what });
      const words = t(`todo.${kind}.${what}`, { count });
      if (count > 0) todos.push({ key: `${kind} ${what}`, words, to: `/owner/fleet?${search}` });
    }
  }
  return { todos, known: kinds.every(({ known }) => known) };
}

function useKind(kind: OwnKind) {
  const published = useListOwnNamesQuery({ kind, visibility: 'published', pageSize: LOOKED_AT }).data;
  const unlisted = useListOwnNamesQuery({ kind, visibility: 'unlisted', pageSize: 1 }).data;
  const paused = useListOwnNamesQuery({ kind, visibility: 'paused', pageSize: 1 }).data;
  return {
    kind,
    known: published !== undefined && unlisted !== undefined && paused !== undefined,
    total: (published?.total ?? 0) + (unlisted?.total ?? 0) + (paused?.total ?? 0),
    bare: published?.items.filter(({ photos }) => photos.length === 0).length ?? 0,
    unlisted: unlisted?.total ?? 0,
    paused: paused?.total ?? 0,
  };
}
