// Phones take photos larger than the server reads. It shows none of the pixels beyond these, so they need not be sent.
const SHOWN_PIXELS = 2_048; // along the longer side
const TYPE = 'image/jpeg';
const QUALITY = 0.92;

/** The photo as large as it is shown at most, upright; null where this browser cannot draw it. */
export async function smaller(file: File, whole: ImageBitmap): Promise<File | null> {
  const canvas = document.createElement('canvas');
  const share = Math.min(1, SHOWN_PIXELS / Math.max(whole.width, whole.height));
  canvas.width = Math.max(1, Math.round(whole.width * share));
  canvas.height = Math.max(1, Math.round(whole.height * share));
  const context = canvas.getContext('2d');
  if (!context) return null;
  // What can be seen through is white, as on the page of a listing; without this it would be black.
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(whole, 0, 0, canvas.width, canvas.height);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, TYPE, QUALITY));
  return drawn && new File([drawn], file.name, { type: TYPE });
}
