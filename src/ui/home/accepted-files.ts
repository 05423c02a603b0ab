/** Endings that the file picker offers. */
export const READABLE: readonly string[] = [
  '.csv',
  '.tsv',
  '.txt',
  '.gz',
  '.sightglass',
  'text/csv',
  'text/tab-separated-values',
  'text/plain',
];

/** Endings of files that certainly are no text. Whatever else is tried: the reader says what is wrong with it. */
const NO_TEXT =
  /\.(xlsx?|xlsm|xlsb|ods|numbers|pdf|docx?|pptx?|zip|rar|7z|png|jpe?g|gif|webp|heic|mp[34]|mov|exe|dmg|parquet|sqlite|db)$/i;

export function isReadable(name: string): boolean {
  return !NO_TEXT.test(name);
}

/** A whole project that was saved as a file. */
export function isProject(name: string): boolean {
  return /\.sightglass$/i.test(name);
}
