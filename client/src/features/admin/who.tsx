import { useTranslation } from 'react-i18next';

const PERSON = /^(client|owner|admin):/;
const PARTNER = 'partner:';

/** Who did something, as people say it; how the audit trail has it stands in the title. */
export function Who({ actor, name }: { actor: string; name: string | null | undefined }) {
  const { t } = useTranslation('admin');
  const unnamed = () => {
    if (PERSON.test(actor)) return t('who.erased');
    if (actor.startsWith(PARTNER))
      return t('who.partner', { name: actor.slice(PARTNER.length).replaceAll(':', ' · ') });
    return t(`who.${actor.replaceAll(/[^a-z]+/g, '_')}` as 'who.stripe', { defaultValue: actor });
  };
  return (
    <span title={actor} className="[overflow-wrap:anywhere]">
      {name ?? unnamed()}
    </span>
  );
}
