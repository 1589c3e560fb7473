import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { DownloadLink } from '@/components/desk/download-link';
import { formatMoment, zoneName } from '@/lib/format';

type ReportPartProps = {
  title: string;
  lead: string;
  file: string;
  name: string;
  /** When it was made, and by which clock its days are counted. */
  made?: { as_of: string; time_zone: string };
  children: ReactNode;
};

/** A report with its name, its age, and the way to take it along. */
export function ReportPart({ title, lead, file, name, made, children }: ReportPartProps) {
  const { t } = useTranslation('owner');
  const id = useId();
  const asOf = made && `${formatMoment(made.as_of, made.time_zone)} ${zoneName(made.as_of, made.time_zone)}`;
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h2 id={id} className="font-semibold text-xl">
            {title}
          </h2>
          <p className="max-w-prose text-ink-soft">{lead}</p>
          <p className="figures min-h-5 text-ink-faint text-sm">
            {made && t('earnings.asOf', { moment: asOf, zone: made.time_zone.replaceAll('_', ' ') })}
          </p>
        </div>
        <DownloadLink url={file} name={name}>
          {t('earnings.csv')}
        </DownloadLink>
      </div>
      {children}
    </section>
  );
}
