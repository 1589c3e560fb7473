import { useTranslation } from 'react-i18next';
import { HomeHero } from '@/features/search/home-hero';
import { HowItWorks } from '@/features/search/how-it-works';
import { NeverTwice } from '@/features/search/never-twice';
import { TopPlaces } from '@/features/search/top-places';
import { Title } from '../title';

export default function Home() {
  const { t } = useTranslation('search');
  return (
    <>
      <Title>{t('home.tab')}</Title>
      <HomeHero />
      <div className="page flex flex-col gap-12 pt-12">
        <HowItWorks />
        <NeverTwice />
        <TopPlaces />
      </div>
    </>
  );
}
