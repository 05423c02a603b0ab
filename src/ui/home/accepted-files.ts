/** Endings that the file picker offers. */
export const READABLE: readonly string[] = [
  '.csv',
  '.tsv',
  '.txt',
  '.gz',
  '.zip',
  '.png',
  '.jpg',
  '.jpeg',
  '.webp',
  '.gif',
  '.bmp',
  '.sightglass',
  'text/csv',
  'text/tab-separated-values',
  'text/plain',
];

/** Endings of files that certainly are neither text nor pictures. The reader says what is wrong with all others. */
const NO_TEXT = /\.(xlsx?|xlsm|xlsb|ods|numbers|pdf|docx?|pptx?|rar|7z|mp[34]|mov|exe|dmg|parquet|sqlite|db)$/i;

export function isReadable(name: string): boolean {
  return !NO_TEXT.test(name);
}

/** A whole project that was saved as a file. */
export function isProject(name: string): boolean {
  return /\.sightglass$/i.test(name);
}
