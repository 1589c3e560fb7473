// What the server would refuse is said before five megabytes have gone out.

const TYPES = ['image/jpeg', 'image/png', 'image/webp'];
const LARGEST_BYTES = 5 * 1024 * 1024;
const MOST_PIXELS = 24_000_000;
export const MOST_PHOTOS = 20;
const PREVIEW_WIDTH = 320;

export const ACCEPT = TYPES.join(',');
export type PhotoFault = 'type' | 'size' | 'pixels' | 'unreadable' | 'many';

type Checked = { fault: PhotoFault | null; preview: ImageBitmap | null };

/** The picture made small, drawn by a canvas: no address of a blob is needed, which the page's policy may not allow. */
async function preview(file: File): Promise<Checked> {
  // Very old browsers draw nothing; the server's answer shows the photo soon enough.
  if (!('createImageBitmap' in window)) return { fault: null, preview: null };
  const whole = await createImageBitmap(file).catch(() => null);
  if (!whole) return { fault: 'unreadable', preview: null };
  if (whole.width * whole.height > MOST_PIXELS) {
    whole.close();
    return { fault: 'pixels', preview: null };
  }
  const small = await createImageBitmap(whole, { resizeWidth: PREVIEW_WIDTH, resizeQuality: 'medium' });
  whole.close();
  return { fault: null, preview: small };
}

export async function checkedPhoto(file: File): Promise<Checked> {
  if (!TYPES.includes(file.type)) return { fault: 'type', preview: null };
  if (file.size > LARGEST_BYTES) return { fault: 'size', preview: null };
  return preview(file);
}
