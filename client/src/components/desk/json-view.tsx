import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';

type Json = unknown;

const isRecord = (value: Json): value is Record<string, Json> => typeof value === 'object' && value !== null;

/** "created at" for `created_at`: names of the server's, as words. */
const asWords = (name: string) => name.replaceAll('_', ' ');

/** A record as it is kept, field by field, to be read and not to be parsed. */
export function JsonView({ value }: { value: Json }) {
  if (Array.isArray(value)) return <Items items={value} />;
  return isRecord(value) ? <Fields record={value} /> : <Leaf value={value} />;
}

/** Neither one value nor nothing: its fields stand below its name, not beside it. */
const isDeep = (value: Json) => isRecord(value) && Object.keys(value).length > 0;

function Fields({ record }: { record: Record<string, Json> }) {
  const entries = Object.entries(record);
  if (entries.length === 0) return <Leaf value={null} />;
  return (
    <dl className="flex min-w-0 flex-col text-[0.9375rem]">
      {entries.map(([name, value]) => (
        <div
          key={name}
          className={cn(
            'border-line border-b py-1.5 last:border-b-0',
            !isDeep(value) && 'grid grid-cols-[minmax(5rem,10rem)_minmax(0,1fr)] gap-x-4',
          )}
        >
          <dt className="text-ink-soft text-sm leading-6">{asWords(name)}</dt>
          <dd className={cn('min-w-0', isDeep(value) && !Array.isArray(value) && 'border-line border-l-2 pl-3')}>
            <JsonView value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Items({ items }: { items: Json[] }) {
  if (items.length === 0) return <Leaf value={null} />;
  return (
    <ol className="flex flex-col gap-3">
      {items.map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list as it is kept, whose items have nothing but their place.
        <li key={place} className="border-line border-l-2 pl-3">
          <JsonView value={item} />
        </li>
      ))}
    </ol>
  );
}

function Leaf({ value }: { value: Json }) {
  const { t } = useTranslation('desk');
  if (value === null || value === undefined || value === '') return <span className="text-ink-faint">{t('none')}</span>;
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  return <span className="figures break-words [overflow-wrap:anywhere]">{String(value)}</span>;
}
