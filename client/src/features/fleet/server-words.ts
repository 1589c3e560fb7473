// What the server says against a field or a line, in the reader's words.
import { useTranslation } from 'react-i18next';
import type fleet from '@/locales/en/fleet.json';

type Saying = `said.${keyof typeof fleet.said}` | `fault.${keyof typeof fleet.fault}`;

/** The server's sentences, as it forms them; a word in angle brackets stands in ours too. */
const SAYINGS: readonly (readonly [Saying, RegExp])[] = [
  ['said.columns', /^(?<has>\d+) columns instead of (?<wants>\d+)$/],
  ['said.notText', /^not (?:UTF-8$|CSV\b)/],
  ['fault.missing', /^(?:is missing|Missing data for required field\.|Shorter than minimum length 1\.)$/],
  ['said.cents', /^(?<text>.+) is not a positive amount in dollars and cents$/],
  ['said.between', /^(?<text>.+) is not between (?<least>\S+) and (?<most>\S+)$/],
  ['said.oneOf', /^'(?<text>.*)' is not one of (?<words>.+)$/],
  ['said.whole', /^(?:'.*' is not a whole number|Not a valid integer\.)$/],
  ['said.number', /^(?:'.*' is not a number|Not a valid number\.)$/],
  ['said.state', /^(?:'.*' is not a state of two capital letters|Not a state of .*)$/],
  ['said.key', /^'.*' is not a key of at most (?<most>\d+) letters, digits, dots and hyphens$/],
  ['said.zoneless', /^(?:no time zone at .+|There is no time zone at this place\.)$/],
  ['said.notYours', /^none of your listings has this id$/],
  ['said.twice', /^stands in an earlier line, too$/],
  ['said.from', /^Must be (?:in the years |from )(?<least>\S+) to (?<most>\S+?)(?: minutes)?\.$/],
  ['said.from', /^Must be greater than or equal to (?<least>\S+) and less than or equal to (?<most>\S+)\.$/],
  ['said.least', /^Must be (?:at least|greater than or equal to) (?<least>\S+)\.$/],
  ['said.long', /^Longer than maximum length (?<most>\d+)\.$/],
  ['fault.ends', /^Must be later than starts_at/],
  ['fault.zone', /^Not the name of a time zone\b/],
  ['fault.hours', /^Must close after they open\b/],
  ['said.sections', /^At least one, each with at least one place\b/],
  ['said.longest', /^Must not be longer than longest_days, which is (?<most>\d+)\.$/],
  ['said.noTime', /^Leaves no time to book between lead_time_minutes and horizon_days, which is (?<most>\d+)\.$/],
  ['fault.tierLess', /^Must be less than that of the tier before\.$/],
  ['fault.tierFirst', /^The first tier gives all back\b/],
  ['said.season', /^Must not be before from, nor (?<most>\d+) days or more after it\.$/],
  ['said.rival', /^Decides about .+, and so does rules\.\d+\.$/],
  ['said.rests', /^.* It cannot change as long as there are bookings\.$/],
  ['said.price', /^Its price would be (?<amount>-?\d+) minor units\.$/],
];

/** Stands between the sentences that the server has about one thing. */
export const BETWEEN = '\n';

/** Ours where we know the sentence; one that is new here stays as it came, which is better than silence. */
export function useServerWords(): (said: string) => string {
  const { t } = useTranslation('fleet');
  const one = (said: string) => {
    for (const [name, sentence] of SAYINGS) {
      const found = sentence.exec(said);
      if (found) return t(name as 'said.most', { most: '', ...found.groups });
    }
    return said;
  };
  return (said) => said.split(BETWEEN).map(one).join(' ');
}
