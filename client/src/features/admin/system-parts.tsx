import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { formatNumber } from '@/lib/format';
import { type Part, useGetSystemQuery } from './api';
import { Facts } from './facts';
import { GLANCED, quiet } from './live';
import { PanelBones } from './panel-bones';
import { formatSpan, Stamp } from './stamp';
import { StateMark, type Tone } from './state-mark';
import { useWord } from './use-word';
import { WebVitals } from './web-vitals';

const TONES: Record<Part['state'], Tone> = { well: 'good', watch: 'wait', down: 'bad' };
const BONES = 6;
const GRID = 'grid grid-cols-1 items-start gap-4 md:grid-cols-2 xl:grid-cols-3';

/** How each part of the installation is, asked again while it is looked at. */
export function SystemParts() {
  const { t } = useTranslation('admin');
  const query = quiet(useGetSystemQuery(undefined, GLANCED));
  return (
    <Resource
      query={query}
      skeleton={
        <div className={GRID}>
          <Repeat times={BONES}>
            <Card className="flex flex-col gap-3">
              <Bone width="7rem" />
              <PanelBones lines={3} />
            </Card>
          </Repeat>
        </div>
      }
    >
      {({ state, parts, web_vitals }) => (
        <div className="flex flex-col gap-5">
          <p role="status" className="flex flex-wrap items-center gap-3">
            <StateMark tone={TONES[state]}>{t(`system.state.${state}`)}</StateMark>
            <span className="text-ink-soft">{t(`system.says.${state}`)}</span>
          </p>
          <div className={GRID}>
            {parts.map((part) => (
              <PartCard key={part.part} part={part} />
            ))}
          </div>
          <WebVitals vitals={web_vitals} />
        </div>
      )}
    </Resource>
  );
}

function PartCard({ part: { part, state, facts, advice } }: { part: Part }) {
  const { t } = useTranslation('admin');
  const word = useWord();
  const name = t(`system.part.${part}`, { defaultValue: part });
  return (
    <Card id={part} aria-label={name} className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-semibold text-lg">{name}</h2>
        <StateMark tone={TONES[state]}>{t(`system.state.${state}`)}</StateMark>
      </div>
      {advice && (
        <Notice tone={state === 'down' ? 'bad' : 'wait'}>
          <span lang="en">{advice}</span>
        </Notice>
      )}
      <Facts
        facts={Object.entries(facts).map(([fact, value]) => ({
          name: word('fact', fact),
          value: <FactValue name={fact} value={value} />,
        }))}
      />
    </Card>
  );
}

const KIB = 1024;

/** A figure in the unit that its name tells. */
function FactValue({ name, value }: { name: string; value: unknown }) {
  const { t } = useTranslation('desk');
  if (value === null) return t('unknown');
  if (Array.isArray(value) && value.length === 0) return t('nothing');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') {
    if (name.endsWith('_seconds')) return <span className="figures">{formatSpan(value)}</span>;
    if (name.endsWith('_bytes')) {
      const size = { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 } as const;
      return <span className="figures">{formatNumber(value / KIB / KIB, size)}</span>;
    }
    return <span className="figures">{formatNumber(value)}</span>;
  }
  if (typeof value === 'string' && name.endsWith('_at')) return <Stamp at={value} />;
  return <span className="[overflow-wrap:anywhere]">{Array.isArray(value) ? value.join(', ') : String(value)}</span>;
}
