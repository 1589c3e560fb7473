import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Resource } from '@/components/ui/resource';
import { formatNumber } from '@/lib/format';
import type { GetInvariantsApiResponse } from './admin-api.gen';
import { useGetInvariantsQuery, useResumeSalesMutation } from './api';
import { Code, TextLink } from './facts';
import { GLANCED, quiet } from './live';
import { PanelBones } from './panel-bones';
import { ReasonAct } from './reason-act';
import { Stamp } from './stamp';
import { StateMark } from './state-mark';

type Pass = GetInvariantsApiResponse;
type Rule = Pass['results'][number];

/** Whether every promise held when the auditor looked last, and what it has stopped. */
export function AuditorCard() {
  const { t } = useTranslation('admin');
  const query = quiet(useGetInvariantsQuery(undefined, GLANCED));
  return (
    <Card aria-labelledby="auditor" className="flex flex-col gap-4">
      <div>
        <h2 id="auditor" className="font-semibold text-xl">
          {t('auditor.title')}
        </h2>
        <p className="text-ink-soft">{t('auditor.lead')}</p>
      </div>
      <Resource query={query} skeleton={<PanelBones lines={5} />}>
        {(pass) => <Found pass={pass} />}
      </Resource>
    </Card>
  );
}

function Found({ pass }: { pass: Pass }) {
  const { t } = useTranslation('admin');
  const { at, is_clean, last_clean_at, results } = pass;
  if (!at) return <p>{t('auditor.notYet')}</p>;
  const checked = results.reduce((sum, rule) => sum + rule.checked, 0);
  const broken = results.filter((rule) => rule.broken > 0);
  const kept = results.filter((rule) => rule.broken === 0);
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StateMark tone={is_clean ? 'good' : 'bad'}>{t(is_clean ? 'auditor.clean' : 'auditor.broken')}</StateMark>
        <span>
          {t('auditor.looked', { rules: results.length, checked: formatNumber(checked) })} <Stamp at={at} />
        </span>
      </p>
      {!is_clean && (
        <p className="text-ink-soft">
          {t('auditor.lastClean')} {last_clean_at ? <Stamp at={last_clean_at} /> : t('users.never')}
        </p>
      )}
      {broken.length > 0 && <Rules rules={broken} />}
      <Stopped pass={pass} />
      {kept.length > 0 && (
        <details>
          <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-brand">
            {t('auditor.rules', { count: kept.length })}
          </summary>
          <Rules rules={kept} />
        </details>
      )}
    </div>
  );
}

function Rules({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation('admin');
  return (
    <ul className="flex flex-col">
      {rules.map(({ name, sentence, checked, broken, findings, accepted }) => (
        <li key={name} className="flex flex-col gap-1 border-line border-b py-2.5 last:border-b-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="min-w-0 flex-1 basis-72">
              <span className="figures mr-2 font-semibold">{name}</span>
              <span lang="en">{sentence}</span>
            </span>
            <span className="figures text-ink-soft text-sm">
              {t(broken ? 'auditor.brokenOf' : 'auditor.checked', {
                broken: formatNumber(broken),
                checked: formatNumber(checked),
              })}
            </span>
          </p>
          {findings.map(({ id, problem }) => (
            <p key={id} lang="en" className="text-bad text-sm">
              <Code>{id}</Code> {problem}
            </p>
          ))}
          {accepted.map(({ id, problem, accepted: { by, at, reason } }) => (
            <p key={id} className="text-ink-soft text-sm">
              <Code>{id}</Code> <span lang="en">{problem}</span> ·{' '}
              {t('auditor.accepted', { by, reason: reason ?? '–' })} <Stamp at={at} />
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Listings that are not sold because a rule about what is sold was broken; a person lets them go on. */
function Stopped({ pass: { stopped_now } }: { pass: Pass }) {
  const { t } = useTranslation('admin');
  const [resume] = useResumeSalesMutation();
  if (stopped_now.length === 0) {
    return (
      <p className="flex flex-wrap items-baseline gap-x-3 text-ink-soft">
        {t('auditor.noneStopped')} <TextLink to="/admin/audit?action=stop_sales">{t('auditor.stops')}</TextLink>
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-2">
      {stopped_now.map(({ id, title, at, rules }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 rounded-control bg-bad-soft p-3">
          <span>
            {t('auditor.stopped', { title, rules: rules.join(', ') })} <Stamp at={at} /> <Code>{id}</Code>
          </span>
          <ReasonAct
            size="small"
            label={t('resume.act')}
            title={t('resume.title', { id })}
            effect={t('resume.effect')}
            confirm={t('resume.act')}
            done={t('resume.done')}
            run={(reason) => resume({ listingId: id, resume: { reason } })}
          />
        </li>
      ))}
    </ul>
  );
}
