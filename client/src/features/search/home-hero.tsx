import { useTranslation } from 'react-i18next';
import { HeroScene } from './hero-scene';
import { RecentSearches } from './recent-searches';
import { SearchForm } from './search-form';

/** The promise and the search: all that the first paint of the start page needs. */
export function HomeHero() {
  const { t } = useTranslation('search');
  return (
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
        <RecentSearches />
      </div>
    </section>
  );
}
