/** Two short fields beside one another, where there is room. */
export const PAIR = 'grid gap-5 sm:grid-cols-2';
