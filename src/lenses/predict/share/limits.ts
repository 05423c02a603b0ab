/** Bounds of a shared report, kept by whoever makes one and asked of whoever's is opened. */
export const LONGEST_WORD = 300;
export const MOST_CLASSES = 100;
export const MOST_BANDS = 60;
export const MOST_GROUPS = 12;
export const MOST_BINS = 40;
export const MOST_DRIVERS = 40;
export const MOST_DEPENDENCES = 12;
export const MOST_POINTS = 40;
export const MOST_TERMS = 150;
export const MOST_CARDS = 10;
export const MOST_CONDITIONS = 4;
export const MOST_LEVELS = 20;

/** A name as it is shared: not longer than a page can show. */
export const cut = (word: string): string =>
  word.length <= LONGEST_WORD ? word : `${word.slice(0, LONGEST_WORD - 1)}…`;
