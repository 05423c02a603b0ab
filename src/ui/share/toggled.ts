/** The list with a column in it, or without. */
export const toggled = (list: readonly string[], column: string, listed: boolean): readonly string[] =>
  listed ? [...list, column] : list.filter((other) => other !== column);
