import { Laptop, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Button } from '@/components/ui/button';
import { Moment } from '@/components/ui/moment';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { BROWSER_ZONE } from '@/lib/zone';
import { useEndSessionMutation } from './api';
import type { OpenSession } from './own-account-api.gen';

/** A device on which somebody has signed in; without one, the same box. */
export function SessionRow({ session }: { session?: OpenSession }) {
  const { t } = useTranslation('account');
  const device = useDevice(session?.device ?? null);
  const Icon = /iOS|Android|Mobile/.test(session?.device ?? '') ? Smartphone : Laptop;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <span className="grid size-11 shrink-0 place-items-center rounded-full bg-sunken text-ink-soft">
        <Icon className="size-5" aria-hidden="true" />
      </span>
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {session ? device : <Bone width="9rem" />}
          {session?.is_current && (
            <span className="rounded-full bg-brand-soft px-2 py-0.5 font-semibold text-brand text-sm">
              {t('sessions.current')}
            </span>
          )}
        </p>
        <p className="text-ink-soft text-sm">{session ? <Seen session={session} /> : <Bone width="14rem" />}</p>
      </div>
      {session && !session.is_current && <End session={session} device={device} />}
    </div>
  );
}

/** The server names browser and system; the word between them is the reader's. */
function useDevice(said: string | null): string {
  const { t } = useTranslation('account');
  const [, browser, system] = /^(.+) on (.+)$/.exec(said ?? '') ?? [];
  if (browser && system) return t('sessions.device', { browser, system });
  return !said || said === 'an unknown device' ? t('sessions.unknown') : said;
}

function Seen({ session }: { session: OpenSession }) {
  const { t } = useTranslation('account');
  return (
    <>
      {t('sessions.seen')} <Moment at={session.last_used_at} timeZone={BROWSER_ZONE} />
      {session.address && ` · ${session.address}`}
      <span className="block text-ink-faint">
        {t('sessions.since')} <Moment at={session.created_at} timeZone={BROWSER_ZONE} />
      </span>
    </>
  );
}

function End({ session, device }: { session: OpenSession; device: string }) {
  const { t } = useTranslation('account');
  const [end, { error, isLoading }] = useEndSessionMutation();
  const words = useProblemWords();
  return (
    <>
      <Button
        tone="plain"
        busy={isLoading}
        aria-label={t('sessions.endOf', { device })}
        onClick={() => end({ sessionId: session.id })}
      >
        {isLoading ? t('sessions.ending') : t('sessions.end')}
      </Button>
      {error && !isLoading && (
        <p role="alert" className="w-full font-medium text-bad text-sm">
          {words(asProblem(error)).detail}
        </p>
      )}
    </>
  );
}
