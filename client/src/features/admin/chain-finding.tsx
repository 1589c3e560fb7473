import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '@/components/ui/copy-button';
import { formatNumber } from '@/lib/format';
import { useProblemWords } from '@/lib/problem-words';
import { useGetSystemQuery } from './api';
import { Code } from './facts';
import { GLANCED } from './live';
import { Stamp } from './stamp';
import type { Walk } from './use-verify-chain';

/** What is known of the chain: how far it reaches, what a walk along it has found, and what to do about a break. */
export function ChainFinding({ walk }: { walk: Walk }) {
  const { t } = useTranslation('admin');
  const words = useProblemWords();
  switch (walk.is) {
    case 'idle':
      return (
        <>
          <Told title={t('chain.idle')}>{t('chain.idleText')}</Told>
          {/* As tall as it will be: what stands below must not move when it comes. */}
          <p className="min-h-10 text-ink-soft text-sm sm:min-h-5">
            <SealedSoFar />
          </p>
        </>
      );
    case 'running':
      return (
        <>
          <Told title={t('chain.running', { checked: formatNumber(walk.checked), of: formatNumber(walk.of) })} />
          <progress
            aria-label={t('chain.label')}
            value={walk.checked}
            max={walk.of || 1}
            className="h-2 w-full max-w-md accent-brand"
          />
        </>
      );
    case 'unbroken':
      return <Unbroken walk={walk} />;
    case 'broken':
      return <Broken walk={walk} />;
    case 'unknown':
      return <Told title={t('chain.unknown')}>{words(walk.problem).detail}</Told>;
  }
}

function Told({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <p className="font-semibold">{title}</p>
      {children && <p className="text-ink-soft text-sm">{children}</p>}
    </>
  );
}

/** Where the chain ends, before anybody has walked along it. */
function SealedSoFar() {
  const { t } = useTranslation('admin');
  const { currentData } = useGetSystemQuery(undefined, GLANCED);
  const facts = currentData?.parts.find(({ part }) => part === 'audit')?.facts;
  if (typeof facts?.sealed !== 'number' || typeof facts.sealed_at !== 'string') return null;
  return (
    <>
      {t('chain.sealedTo', { position: formatNumber(facts.sealed) })} <Stamp at={facts.sealed_at} />.
    </>
  );
}

function Unbroken({ walk: { head, unsealed, at } }: { walk: Extract<Walk, { is: 'unbroken' }> }) {
  const { t } = useTranslation('admin');
  return (
    <>
      <Told title={t('chain.unbroken', { position: formatNumber(head.position) })}>
        {t('chain.verifiedAt')} <Stamp at={at} />
        {'. '}
        {head.sealed_at && (
          <>
            {t('chain.sealedAt')} <Stamp at={head.sealed_at} />
            {'. '}
          </>
        )}
        {t('chain.unsealed', { count: unsealed })}
      </Told>
      <p className="flex flex-wrap items-center gap-2 text-ink-soft text-sm">
        {t('chain.head')} <Code>{head.hash}</Code> <CopyButton text={head.hash} what={t('chain.head')} />
      </p>
      <p className="text-ink-faint text-sm">{t('chain.headText')}</p>
    </>
  );
}

function Broken({ walk: { fault, checked } }: { walk: Extract<Walk, { is: 'broken' }> }) {
  const { t } = useTranslation('admin');
  const { position, what, entry_id } = fault;
  const isHeadless = what === 'headless';
  return (
    <>
      <Told title={t(isHeadless ? 'chain.headless' : 'chain.broken', { position: formatNumber(position) })}>
        {t(`chain.fault.${what}`)} {t(isHeadless ? 'chain.all' : 'chain.before', { number: formatNumber(checked) })}{' '}
        {entry_id && t('chain.entry', { id: entry_id })}
      </Told>
      <p className="mt-2 font-medium">{t('chain.next.title')}</p>
      <ol className="list-decimal pl-5 text-sm">
        <li>{t('chain.next.calm')}</li>
        <li>{t('chain.next.compare', { position: formatNumber(position) })}</li>
        <li>{t('chain.next.anchor')}</li>
        {isHeadless && <li>{t('chain.next.putBack')}</li>}
        <li>{t('chain.next.who')}</li>
      </ol>
    </>
  );
}
