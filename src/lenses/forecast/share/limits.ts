/** Bounds of a shared forecast, kept by whoever makes one and asked of whoever's is opened. */
export const MOST_SERIES = 6;
export const MOST_PAST = 400;
export const MOST_HORIZON = 1_000;
export const MOST_METHODS = 30;
export const MOST_CARDS = 10;
export const MOST_SEASONS = 5;
export const MOST_KNOWN = 20;
export const MOST_PARAMS = 20;
