/** Address of a column's details. */
export function columnAddress(column: string): string {
  return `/data/${encodeURIComponent(column)}`;
}

/** The column that an address names; it may come decoded or not. */
export function columnOfAddress(part: string | undefined, columns: readonly string[]): string | undefined {
  if (part === undefined) return undefined;
  if (columns.includes(part)) return part;
  try {
    const decoded = decodeURIComponent(part);
    return columns.includes(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}
