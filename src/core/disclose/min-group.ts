/** Rows that a group has at least to be told of; of no rows at all one may tell. */
export const MIN_GROUP = 11;

/** Whether so many rows are a group too small to be told of: 1 to 10. */
export const isSmall = (rows: number): boolean => rows > 0 && rows < MIN_GROUP;
