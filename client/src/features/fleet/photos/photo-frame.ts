/** All photos in boxes of one shape, so that they can be put in order by eye. */
export const PHOTO_FRAME = 'grid aspect-4/3 place-items-center overflow-hidden rounded-control bg-sunken';
