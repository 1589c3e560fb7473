// What makes drawn pictures differ: an id gives the same number on every visit.

export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  // Ids differ in few places; this spreads the difference over all bits.
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}

export const pick = <Item>(items: readonly Item[], number: number): Item => items[number % items.length] as Item;
