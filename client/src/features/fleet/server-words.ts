// What the server says against a field or a line, in the reader's words.
import { useTranslation } from 'react-i18next';
import type fleet from '@/locales/en/fleet.json';

type Saying = keyof typeof fleet.said;

/** The server's sentences, as it forms them; a word in angle brackets stands in ours too. */
const SAYINGS: readonly (readonly [Saying, RegExp])[] = [
  ['columns', /^(?<has>\d+) columns instead of (?<wants>\d+)$/],
  ['notText', /^not (?:UTF-8$|CSV\b)/],
  ['missing', /^(?:is missing|Missing data for required field\.|Shorter than minimum length 1\.)$/],
  ['cents', /^(?<text>.+) is not a positive amount in dollars and cents$/],
  ['between', /^(?<text>.+) is not between (?<least>\S+) and (?<most>\S+)$/],
  ['oneOf', /^'(?<text>.*)' is not one of (?<words>.+)$/],
  ['whole', /^(?:'.*' is not a whole number|Not a valid integer\.)$/],
  ['number', /^(?:'.*' is not a number|Not a valid number\.)$/],
  ['state', /^(?:'.*' is not a state of two capital letters|Not a state of .*)$/],
  ['key', /^'.*' is not a key of at most (?<most>\d+) letters, digits, dots and hyphens$/],
  ['zoneless', /^(?:no time zone at .+|There is no time zone at this place\.)$/],
  [
    'printable',
    /^(?:must be printable and have at most (?<most>\d+) characters|Must not contain control characters\.)$/,
  ],
  ['notYours', /^none of your listings has this id$/],
  ['twice', /^stands in an earlier line, too$/],
  ['given', /^was yours, and is another's now$/],
  ['from', /^Must be (?:in the years |from )(?<least>\S+) to (?<most>\S+?)(?: minutes)?\.$/],
  ['from', /^Must be greater than or equal to (?<least>\S+) and less than or equal to (?<most>\S+)\.$/],
  ['least', /^Must be (?:at least|greater than or equal to) (?<least>\S+)\.$/],
  ['most', /^Must be less than or equal to (?<most>\S+)\.$/],
  ['negative', /^Must not be negative\.$/],
  ['long', /^Longer than maximum length (?<most>\d+)\.$/],
  ['ends', /^Must be later than starts_at/],
  ['zone', /^Not the name of a time zone\b/],
  ['moment', /^Not a (?:time with an offset|date)\b/],
  ['hours', /^Must close after they open\b/],
  ['sections', /^At least one, each with at least one place\b/],
  ['noSection', /^The event has no such section\b/],
  ['longest', /^Must not be longer than longest_days, which is (?<most>\d+)\.$/],
  ['noTime', /^Leaves no time to book between lead_time_minutes and horizon_days, which is (?<most>\d+)\.$/],
  ['tierLess', /^Must be less than that of the tier before\.$/],
  ['tierFirst', /^The first tier gives all back\b/],
  ['season', /^Must not be before from, nor (?<most>\d+) days or more after it\.$/],
  ['rival', /^Decides about .+, and so does rules\.\d+\.$/],
  ['rests', /^.* It cannot change as long as there are bookings\.$/],
  ['price', /^Its price would be (?<amount>-?\d+) minor units\.$/],
];

/** Stands between the sentences that the server has about one thing. */
export const BETWEEN = '\n';

/** Ours where we know the sentence; one that is new here stays as it came, which is better than silence. */
export function useServerWords(): (said: string) => string {
  const { t } = useTranslation('fleet');
  const one = (said: string) => {
    for (const [name, sentence] of SAYINGS) {
      const found = sentence.exec(said);
      if (found) return t(`said.${name}` as 'said.most', { most: '', ...found.groups });
    }
    return said;
  };
  return (said) => said.split(BETWEEN).map(one).join(' ');
}
