// What the server would refuse is said before five megabytes have gone out, or made smaller where this browser can.
import { smaller } from './smaller-photo';

const TYPES = ['image/jpeg', 'image/png', 'image/webp'];
const LARGEST_BYTES = 5 * 1024 * 1024;
const MOST_PIXELS = 24_000_000;
export const MOST_PHOTOS = 20;
const PREVIEW_WIDTH = 320;

export const ACCEPT = TYPES.join(',');
export type PhotoFault = 'type' | 'size' | 'pixels' | 'unreadable' | 'many';

/** `file` is what is to be sent. */
type Checked = { file: File; fault: PhotoFault | null; preview: ImageBitmap | null };

const refused = (file: File, fault: PhotoFault): Checked => ({ file, fault, preview: null });

/**
 * The picture made small, drawn by a canvas: no address of a blob is needed, which the page's policy may not allow.
 * Null where the browser cannot make it so; the photo is sent all the same.
 */
const previewOf = (whole: ImageBitmap) =>
  createImageBitmap(whole, { resizeWidth: PREVIEW_WIDTH, resizeQuality: 'medium' }).catch(() => null);

async function fitting(file: File, whole: ImageBitmap): Promise<Checked> {
  const fault = file.size > LARGEST_BYTES ? 'size' : whole.width * whole.height > MOST_PIXELS ? 'pixels' : null;
  const sent = fault ? await smaller(file, whole) : file;
  if (!sent || sent.size > LARGEST_BYTES) return refused(file, fault ?? 'size');
  return { file: sent, fault: null, preview: await previewOf(whole) };
}

export async function checkedPhoto(file: File): Promise<Checked> {
  if (!TYPES.includes(file.type)) return refused(file, 'type');
  const isLarge = file.size > LARGEST_BYTES;
  // Very old browsers draw nothing; the server's answer shows the photo soon enough.
  if (!('createImageBitmap' in window)) return isLarge ? refused(file, 'size') : { file, fault: null, preview: null };
  const whole = await createImageBitmap(file).catch(() => null);
  if (!whole) return refused(file, isLarge ? 'size' : 'unreadable');
  const checked = await fitting(file, whole);
  whole.close();
  return checked;
}
