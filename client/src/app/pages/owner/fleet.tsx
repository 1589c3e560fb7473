import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { cn } from '@/components/ui/class-names';
import { FleetDesk } from '@/features/fleet/fleet-desk';
import { FLEET_KINDS } from '@/features/fleet/types';
import { NotFound } from '../../not-found';
import { Title } from '../../title';

/** All that an owner has, kind by kind. */
export default function Fleet() {
  const { t } = useTranslation('fleet');
  const { kind } = useParams();
  const known = FLEET_KINDS.find((one) => one === kind);
  if (!known) return <NotFound />;
  return (
    <div className="flex flex-col gap-5">
      <Title>{`${t(`kind.${known}`)} · ${t('title')}`}</Title>
      <div>
        <h1 className="font-semibold text-3xl">{t('title')}</h1>
        <p className="text-ink-soft">{t('lead')}</p>
      </div>
      <nav aria-label={t('tabs')} className="flex flex-wrap gap-2">
        {FLEET_KINDS.map((one) => (
          <Link
            key={one}
            to={`/owner/fleet/${one}`}
            aria-current={one === known ? 'page' : undefined}
            className={cn(
              'inline-flex min-h-11 items-center rounded-full border px-4 font-medium text-[0.9375rem]',
              one === known ? 'border-brand bg-brand text-on-brand' : 'border-edge bg-surface hover:border-ink-soft',
            )}
          >
            {t(`kind.${one}`)}
          </Link>
        ))}
      </nav>
      <FleetDesk key={known} kind={known} />
    </div>
  );
}
