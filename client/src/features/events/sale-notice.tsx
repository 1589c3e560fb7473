import { useTranslation } from 'react-i18next';
import { LinkButton } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { formatMoment, zoneName } from '@/lib/format';
import { BROWSER_ZONE } from '@/lib/zone';
import type { Event } from './api';
import type { Sale } from './basket';

const DAY_MS = 86_400_000;

/** Why nothing can be booked here now, and where else. */
export function SaleNotice({ event, sale }: { event: Event; sale: Exclude<Sale, 'open'> }) {
  const { t } = useTranslation('events');
  const zone = event.time_zone ?? BROWSER_ZONE;
  const opens = new Date(Date.parse(event.starts_at ?? '') - event.policy.horizon_days * DAY_MS);
  const moment =
    sale === 'not_yet' ? `${formatMoment(opens.toISOString(), zone)} ${zoneName(opens.toISOString(), zone)}` : '';
  return (
    <Notice tone={sale === 'not_yet' ? 'wait' : 'info'} role="status" title={t(`sale.${sale}.title`)}>
      <p>{t(`sale.${sale}.text`, { moment })}</p>
      <LinkButton to="/events" tone="plain" className="mt-3">
        {t('sale.others')}
      </LinkButton>
    </Notice>
  );
}
