/** What a project file may be. Writing keeps to the same limits as opening, so that every file written can be opened. */

/** Bytes of all parts together, inflated. Below what a zip can say without its 64-bit extension. */
export const MOST_BYTES = 2_000_000_000;
/** Bytes of one part that is JSON: it is read in one go. */
export const MOST_JSON = 64_000_000;
/** Parts of a file. */
export const MOST_PARTS = 2_000;
