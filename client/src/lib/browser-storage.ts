// Storage may be blocked or full; the page then works from memory, for as long as the tab lives.

type Area = 'local' | 'session';

const memory = new Map<string, string>();

function areaOf(area: Area): Storage {
  return area === 'local' ? window.localStorage : window.sessionStorage;
}

export function readStored(area: Area, key: string): string | null {
  try {
    return areaOf(area).getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

export function writeStored(area: Area, key: string, value: string): void {
  try {
    areaOf(area).setItem(key, value);
  } catch {
    memory.set(key, value);
  }
}

export function dropStored(area: Area, key: string): void {
  memory.delete(key);
  try {
    areaOf(area).removeItem(key);
  } catch {
    // Nothing was kept, so nothing is left.
  }
}
