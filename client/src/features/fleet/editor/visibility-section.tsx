import { Check, CircleAlert, CircleDashed } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { asProblem } from '@/lib/problem';
import { useShowOwnMutation } from '../api';
import { useTermsWords } from '../fact-words';
import { Refusal, VerifyLink } from '../refusal';
import type { Act, FleetKind, OwnListing, Visibility } from '../types';
import { VisibilityBadge } from '../visibility-badge';

type SectionProps = { kind: FleetKind; listing: OwnListing; verified: boolean };

const ACTS: Record<Visibility, readonly Act[]> = {
  published: ['pause', 'retire'],
  unlisted: ['publish', 'pause', 'retire'],
  paused: ['publish', 'retire'],
  retired: [],
};

/** Who can see it, and what changes that. Nothing is shown as done before the server has said so. */
export function VisibilitySection({ kind, listing, verified }: SectionProps) {
  const { t } = useTranslation('fleet');
  const [show, { isLoading, error, originalArgs, data }] = useShowOwnMutation();
  const [asking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { id, visibility, title } = listing;
  const run = async (act: Act) => {
    await show({ kind, id, act });
    setAsking(false);
  };
  const press = (act: Act) => (act === 'retire' ? setAsking(true) : run(act));
  const under = isLoading ? originalArgs?.act : null;
  return (
    <div className="flex flex-col gap-6">
      {error && !isLoading && <Refusal problem={asProblem(error)} focus />}
      <Card className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="font-semibold text-lg">{t('show.now')}</h2>
          <VisibilityBadge of={visibility} />
        </div>
        <p role="status" className="text-ink-soft">
          {data && !isLoading ? t('show.done', { how: t(`show.${visibility}`) }) : t(`show.${visibility}`)}
        </p>
        <ul className="flex flex-col divide-y divide-line">
          {ACTS[visibility].map((act) => (
            <li key={act} className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0">
              <p className="max-w-prose text-ink-soft">{t(`show.${act}.effect`)}</p>
              <Button
                ref={act === 'retire' ? opener : undefined}
                tone={act === 'publish' ? 'brand' : 'plain'}
                busy={under === act}
                off={isLoading}
                onClick={() => press(act)}
              >
                {under === act ? t('show.working') : t(`show.${act}.act`)}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
      {visibility === 'paused' && <Readiness kind={kind} listing={listing} verified={verified} />}
      <LazyDialog
        open={asking}
        onClose={() => !isLoading && setAsking(false)}
        returnFocus={opener}
        title={t('show.retire.title', { title })}
        lead={t('show.retire.lead')}
      >
        <div className="flex flex-col gap-3 sm:flex-row-reverse">
          <Button tone="bad" busy={isLoading} onClick={() => run('retire')}>
            {t(isLoading ? 'show.working' : 'show.retire.yes')}
          </Button>
          <Button tone="plain" off={isLoading} onClick={() => setAsking(false)}>
            {t('show.retire.no')}
          </Button>
        </div>
      </LazyDialog>
    </div>
  );
}

/** What stands between a draft and its first booking, with the way to each. */
function Readiness({ kind, listing, verified }: SectionProps) {
  const { t } = useTranslation('fleet');
  const terms = useTermsWords()(listing.policy.cancellation);
  const photos = listing.photos.length;
  const root = `/owner/fleet/${kind}/${listing.id}`;
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="font-semibold text-lg">{t('show.ready')}</h2>
      <ul className="flex flex-col gap-4">
        <Point
          state={verified ? 'good' : 'bad'}
          name={t('show.email')}
          says={t(verified ? 'show.emailGood' : 'show.emailNot')}
          act={!verified && <VerifyLink />}
        />
        <Point
          state={photos ? 'good' : 'open'}
          name={t('show.photos')}
          says={photos ? t('show.photosSome', { count: photos }) : t('show.photosNone')}
          act={<PointLink to={`${root}/photos`}>{t('show.add')}</PointLink>}
        />
        <Point
          state="good"
          name={t('show.terms')}
          says={terms.join(' ')}
          act={<PointLink to={`${root}/policy`}>{t('show.look')}</PointLink>}
        />
      </ul>
    </Card>
  );
}

const SIGNS = {
  good: { Icon: Check, look: 'text-good' },
  open: { Icon: CircleDashed, look: 'text-ink-faint' },
  bad: { Icon: CircleAlert, look: 'text-bad' },
};

type PointProps = { state: keyof typeof SIGNS; name: string; says: string; act: ReactNode };

function Point({ state, name, says, act }: PointProps) {
  const { Icon, look } = SIGNS[state];
  return (
    <li className="flex items-start gap-3">
      <Icon className={`mt-0.5 size-5 shrink-0 ${look}`} aria-hidden="true" />
      <div className="mr-auto min-w-0">
        <p className="font-medium">{name}</p>
        <p className="text-ink-soft">{says}</p>
      </div>
      {act}
    </li>
  );
}

function PointLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="inline-flex min-h-11 items-center font-semibold text-brand underline underline-offset-4">
      {children}
    </Link>
  );
}
