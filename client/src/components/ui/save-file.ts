// A browser reads a file after the click that hands it over has returned, and gives no sign when it is done.
const KEPT_MS = 60_000;

/** Hands `content` to the browser as a file called `name`. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
