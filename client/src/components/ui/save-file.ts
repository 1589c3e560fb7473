// A browser reads a file after the click that hands it over has returned, and gives no sign when it is done.
const KEPT_MS = 60_000;

// Without this before it, spreadsheets read a CSV in the code page of old, and write it back so.
const UTF8_MARK = '\ufeff';

/** Hands `content` to the browser as a file called `name`. */
export function saveFile(content: Blob, name: string): void {
  const { type } = content;
  const file = type.startsWith('text/csv') ? new Blob([UTF8_MARK, content], { type }) : content;
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
