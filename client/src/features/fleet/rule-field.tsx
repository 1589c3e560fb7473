import { useTranslation } from 'react-i18next';
import { LengthField, WholeField } from './inputs';
import { BOUNDS, isLength, isWithin, type RuleName, ruleWords } from './policy-rules';

type RuleFieldProps = {
  name: RuleName;
  value: number | null;
  onChange: (value: number | null) => void;
  onBlur?: () => void;
  error?: string;
  /** What an empty field means, where it may be empty. */
  blank?: string;
};

type WithNone = 'lead_time_minutes' | 'shortest_minutes' | 'buffer_minutes';
/** Where nothing at all has a sentence of its own. */
const hasNone = (name: RuleName): name is WithNone => isLength(name);
type WithUnit = 'horizon_days' | 'longest_days' | 'hold_minutes';
const hasUnit = (name: RuleName): name is WithUnit => !isLength(name) && name !== 'quantity_limit';

/** One rule, with a sentence on what its value does to clients. */
export function RuleField({ name, value, blank, error, ...rest }: RuleFieldProps) {
  const { t } = useTranslation('fleet');
  const [least, most] = BOUNDS[name];
  const good = value !== null && isWithin(name, value);
  const outside = value !== null && !good;
  const bounds = t('rule.bounds', { least: ruleWords(name, least), most: ruleWords(name, most) });
  const none = value === 0 && hasNone(name) ? t(`rule.${name}.none`) : '';
  const says = good ? none || t(`rule.${name}.says`, { value: ruleWords(name, value), count: value }) : blank;
  const Input = isLength(name) ? LengthField : WholeField;
  const unit = hasUnit(name) ? t(`rule.${name}.unit`) : undefined;
  return (
    <Input
      {...rest}
      label={t(`rule.${name}.label`)}
      value={value}
      {...(unit && { unit })}
      hint={says}
      error={outside ? bounds : error}
    />
  );
}
