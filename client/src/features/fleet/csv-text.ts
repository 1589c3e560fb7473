// What spreadsheets call "Unicode text" says so in its first two bytes; all else must be UTF-8.
const WIDE = { 'utf-16le': [0xff, 0xfe], 'utf-16be': [0xfe, 0xff] } as const;

/** The words of a file; null where they are in an old code page, in which letters would come out as others. */
export async function csvText(file: File): Promise<string | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = Object.entries(WIDE).find(([, mark]) => mark.every((byte, place) => bytes[place] === byte));
  try {
    return new TextDecoder(wide?.[0] ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
