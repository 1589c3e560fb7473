// A file of its own, so that the animations' code travels after the first page.
export { domAnimation as default } from 'motion/react';
