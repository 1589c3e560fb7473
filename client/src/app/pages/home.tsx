import { CreditCard, KeyRound, LockKeyhole, Search } from 'lucide-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { HeroScene } from '@/features/search/hero-scene';
import { SearchForm } from '@/features/search/search-form';
import { searchLink } from '@/features/search/search-state';
import { useListPlacesQuery } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import type { Place } from '@/lib/types';
import { BROWSER_ZONE, comingWeekend, splitWall, toWall } from '@/lib/zone';
import { Title } from '../title';

const TOP_PLACES = 8;

export default function Home() {
  const { t } = useTranslation('search');
  return (
    <>
      <Title>{t('home.tab')}</Title>
      <section className="relative isolate overflow-hidden">
        <HeroScene />
        <div className="page relative flex flex-col gap-8 pt-12 pb-44 sm:pt-20 sm:pb-60">
          <div className="max-w-2xl">
            <h1 className="font-semibold text-[clamp(2.25rem,7vw,4rem)] leading-[1.04] tracking-[-0.035em]">
              {t('home.title')}
            </h1>
            <p className="mt-4 max-w-xl text-ink-soft text-lg sm:text-xl">{t('home.lead')}</p>
          </div>
          <SearchForm />
        </div>
      </section>
      <div className="page flex flex-col gap-16 pt-12">
        <HowItWorks />
        <TopPlaces />
      </div>
    </>
  );
}

const STEPS = [
  { step: 'find', Icon: Search },
  { step: 'hold', Icon: LockKeyhole },
  { step: 'pay', Icon: CreditCard },
  { step: 'drive', Icon: KeyRound },
] as const;

function HowItWorks() {
  const { t } = useTranslation('search');
  return (
    <section aria-labelledby="how">
      <h2 id="how" className="font-semibold text-2xl sm:text-3xl">
        {t('how.title')}
      </h2>
      <ol className="mt-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {STEPS.map(({ step, Icon }, index) => (
          <Step key={step} number={index + 1} step={step} Icon={Icon} />
        ))}
      </ol>
    </section>
  );
}

type StepProps = { number: number; step: (typeof STEPS)[number]['step']; Icon: ComponentType<{ className?: string }> };

function Step({ number, step, Icon }: StepProps) {
  const { t } = useTranslation('search');
  return (
    <li className="flex flex-col gap-3 rounded-card border border-line bg-surface p-5">
      <div className="flex items-center justify-between">
        <span className="grid size-11 place-items-center rounded-control bg-brand-soft text-brand">
          <Icon className="size-5" aria-hidden="true" />
        </span>
        <span aria-hidden="true" className="figures font-semibold text-2xl text-line">
          {number}
        </span>
      </div>
      <h3 className="font-semibold text-lg">{t(`how.${step}.title`)}</h3>
      <p className="text-[0.9375rem] text-ink-soft">{t(`how.${step}.text`)}</p>
    </li>
  );
}

function TopPlaces() {
  const { t } = useTranslation('search');
  const query = useListPlacesQuery({});
  return (
    <section aria-labelledby="places">
      <h2 id="places" className="mb-6 font-semibold text-2xl sm:text-3xl">
        {t('places.title')}
      </h2>
      <Resource
        query={query}
        skeleton={
          <ul className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
            <Repeat times={TOP_PLACES}>
              <PlaceTile />
            </Repeat>
          </ul>
        }
      >
        {(places) => (
          <ul className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
            {places.slice(0, TOP_PLACES).map((place) => (
              <PlaceTile key={`${place.city} ${place.state}`} place={place} />
            ))}
          </ul>
        )}
      </Resource>
    </section>
  );
}

function PlaceTile({ place }: { place?: Place }) {
  const { t } = useTranslation('search');
  return (
    <li className="group relative flex flex-col gap-0.5 rounded-card border border-line bg-surface p-4 transition-[box-shadow,translate] hover:-translate-y-0.5 hover:shadow-lift has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-brand sm:p-5">
      <span className="font-semibold text-lg">
        {place ? (
          <Link to={linkTo(place)} className="outline-none after:absolute after:inset-0">
            {place.city}
          </Link>
        ) : (
          <Bone width="6rem" />
        )}
      </span>
      <span className="text-ink-soft text-sm">
        {place ? `${place.state} · ${t('form.carCount', { count: place.cars })}` : <Bone width="4rem" />}
      </span>
    </li>
  );
}

function linkTo(place: Place): string {
  const zone = place.time_zone ?? BROWSER_ZONE;
  const weekend = comingWeekend(splitWall(toWall(serverNow(), zone)).day);
  return searchLink({ where: { city: place.city, state: place.state, zone }, ...weekend });
}
