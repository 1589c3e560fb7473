import { BadgeCheck, MailWarning } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type AddressProps = {
  email: string;
  verified: boolean;
  /** The way to another mail, while the address is not verified. */
  resend: ReactNode;
};

export function Address({ email, verified, resend }: AddressProps) {
  const { t } = useTranslation('account');
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="wrap-anywhere font-medium">{email}</span>
        {verified ? (
          <span className="inline-flex items-center gap-1.5 rounded-full bg-good-soft px-2.5 py-0.5 font-semibold text-good text-sm">
            <BadgeCheck className="size-4" aria-hidden="true" />
            {t('email.verified')}
          </span>
        ) : (
          <span className="inline-flex items-center gap-1.5 rounded-full bg-amber-soft px-2.5 py-0.5 font-semibold text-amber text-sm">
            <MailWarning className="size-4" aria-hidden="true" />
            {t('email.unverified')}
          </span>
        )}
      </p>
      {!verified && resend}
    </>
  );
}
