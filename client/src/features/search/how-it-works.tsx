import { CreditCard, LockKeyhole, Search } from 'lucide-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';

const STEPS = [
  { step: 'find', Icon: Search },
  { step: 'hold', Icon: LockKeyhole },
  { step: 'pay', Icon: CreditCard },
] as const;

export function HowItWorks() {
  const { t } = useTranslation('search');
  return (
    <section aria-labelledby="how">
      <h2 id="how" className="font-semibold text-2xl sm:text-3xl">
        {t('how.title')}
      </h2>
      <ol className="mt-6 grid gap-4 sm:grid-cols-3">
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
