import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { FormProblem } from '@/components/ui/form-problem';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { asProblem } from '@/lib/problem';
import { useEndOtherSessionsMutation, useListSessionsQuery } from './api';
import { SessionRow } from './session-row';

// The longest page that the server gives; nobody is signed in on more devices.
const PAGE_SIZE = 100;

/** Where one is signed in, this browser first. */
export function Sessions() {
  const query = useListSessionsQuery(
    { pageSize: PAGE_SIZE },
    { refetchOnMountOrArgChange: true, refetchOnFocus: true },
  );
  return (
    <Resource query={query} skeleton={<Skeleton />}>
      {(sessions) => {
        const mine = sessions.filter((session) => session.is_current);
        const others = sessions.filter((session) => !session.is_current);
        return (
          <div className="flex flex-col gap-4">
            <ul className="flex flex-col divide-y divide-line">
              {[...mine, ...others].map((session) => (
                <li key={session.id}>
                  <SessionRow session={session} />
                </li>
              ))}
            </ul>
            {others.length > 0 && <EndOthers count={others.length} />}
          </div>
        );
      }}
    </Resource>
  );
}

function Skeleton() {
  return (
    <div className="flex flex-col divide-y divide-line">
      <Repeat times={2}>
        <SessionRow />
      </Repeat>
    </div>
  );
}

function EndOthers({ count }: { count: number }) {
  const { t } = useTranslation('account');
  const [open, setOpen] = useState(false);
  const [end, { error, isLoading }] = useEndOtherSessionsMutation();
  const opener = useRef<HTMLButtonElement>(null);
  const confirm = async () => {
    const answer = await end();
    if (!answer.error) setOpen(false);
  };
  return (
    <>
      <Button ref={opener} tone="plain" className="self-start" onClick={() => setOpen(true)}>
        {t('sessions.endOthers')}
      </Button>
      <LazyDialog
        open={open}
        onClose={() => !isLoading && setOpen(false)}
        returnFocus={opener}
        title={t('sessions.endOthersTitle')}
        lead={t('sessions.endOthersEffect', { count })}
      >
        {error && !isLoading && <FormProblem problem={asProblem(error)} />}
        <div className="flex flex-col gap-3 sm:flex-row-reverse">
          <Button tone="bad" busy={isLoading} onClick={confirm}>
            {isLoading ? t('sessions.ending') : t('sessions.endOthers')}
          </Button>
          <Button tone="plain" off={isLoading} onClick={() => setOpen(false)}>
            {t('keep')}
          </Button>
        </div>
      </LazyDialog>
    </>
  );
}
