// What the server asks of a new password, as far as it can be told while typing; the server judges what is left.

export const SHORTEST_PASSWORD = 12;

const BRAND = 'drivesphere';
// Shorter parts of names are in many good passwords by chance.
const SHORTEST_PART = 4;
// "aaaaaaaaaaaa" and "abababababab" are long, and among the first that anybody tries.
const FEWEST_CHARACTERS = 5;

type Person = { name?: string; email?: string };

function known({ name = '', email = '' }: Person): string[] {
  return [...name.split(/\s+/), ...email.split('@'), BRAND]
    .map((part) => part.toLowerCase())
    .filter((part) => part.length >= SHORTEST_PART);
}

/** Which rules `password` keeps; all of them are open while nothing is typed. */
export function passwordRules(password: string, person: Person) {
  const plain = [...password.normalize('NFKC').toLowerCase()];
  const text = plain.join('');
  const typed = plain.length > 0;
  return {
    long: plain.length >= SHORTEST_PASSWORD,
    own: typed && !known(person).some((part) => text.includes(part)),
    varied: new Set(plain).size >= FEWEST_CHARACTERS,
  };
}
