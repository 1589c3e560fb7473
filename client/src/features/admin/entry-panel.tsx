import { useTranslation } from 'react-i18next';
import { JsonView } from '@/components/desk/json-view';
import { LazySidePanel } from '@/components/desk/lazy-side-panel';
import type { AuditEntry } from './api';
import { Section, TextLink } from './facts';
import { Stamp } from './stamp';
import { useWord } from './use-word';

/** One entry as it is kept, and what else was written at its side. */
export function EntryPanel({ entry, onClose }: { entry: AuditEntry | null; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const word = useWord();
  return (
    <LazySidePanel
      open={entry !== null}
      onClose={onClose}
      title={entry ? word('action', entry.action) : t('audit.one')}
      lead={entry && <Stamp at={entry.at} />}
    >
      {entry && (
        <>
          <JsonView value={entry} />
          <Section title={t('audit.beside')}>
            <ul className="flex flex-col items-start gap-2">
              {besides(entry).map(({ to, name }) => (
                <li key={to}>
                  <TextLink to={to}>{t(`audit.${name}`)}</TextLink>
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </LazySidePanel>
  );
}

type Beside = { to: string; name: 'ofRequest' | 'ofActor' | 'ofBooking' | 'theBooking' };

function besides({ request_id, actor, booking_id }: AuditEntry): Beside[] {
  const found: (Beside | false)[] = [
    // What no request has led to carries a dash.
    Boolean(request_id && request_id !== '-') && { to: `/admin/audit?request=${request_id}`, name: 'ofRequest' },
    Boolean(actor) && { to: `/admin/audit?actor=${actor}`, name: 'ofActor' },
    Boolean(booking_id) && { to: `/admin/audit?booking=${booking_id}`, name: 'ofBooking' },
    Boolean(booking_id) && { to: `/admin/bookings?open=${booking_id}`, name: 'theBooking' },
  ];
  return found.filter((one) => one !== false);
}
