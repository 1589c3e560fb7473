import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { formatMoment } from '@/lib/format';
import type { CancellationPreview } from '@/lib/types';

/** What comes back and what does not, as the server will do it: asked for anew, because it depends on the hour. */
export function RefundPreview({ preview, zone }: { preview?: CancellationPreview; zone: string }) {
  const { t } = useTranslation('bookings');
  const terms = preview && termsOf(preview);
  return (
    <div role="status" aria-busy={!preview} className="flex flex-col gap-3 rounded-control bg-sunken p-4">
      <dl className="flex flex-col gap-1.5">
        <Row name={t('cancel.back')} strong>
          {preview ? <Money of={preview.refund} /> : <Bone width="5rem" />}
        </Row>
        <Row name={t('cancel.kept')}>{preview ? <Money of={preview.kept} /> : <Bone width="4rem" />}</Row>
        {preview?.remainder && (
          <Row name={t('cancel.remainder')}>
            <Money of={preview.remainder.total} />
          </Row>
        )}
      </dl>
      <p className="text-ink-soft text-sm">
        {!preview && t('cancel.asking')}
        {terms && t(`cancel.${terms}`)}
        {preview?.free_until &&
          terms === 'whole' &&
          ` ${t('cancel.freeUntil', { moment: formatMoment(preview.free_until, zone) })}`}
      </p>
      {preview?.refund.amount === 0 && <Notice tone="wait" title={t('cancel.nothing')} />}
    </div>
  );
}

/** Where nothing is kept, all comes back or, given back in another way, has gone back already. */
function termsOf({ kept, refund }: CancellationPreview) {
  if (kept.amount > 0) return 'byTerms';
  return refund.amount > 0 ? 'whole' : 'gone';
}

function Row({ name, strong, children }: { name: string; strong?: boolean; children: ReactNode }) {
  return (
    <div
      className={
        strong ? 'flex justify-between gap-4 font-semibold text-lg' : 'flex justify-between gap-4 text-ink-soft'
      }
    >
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
