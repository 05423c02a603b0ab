import type { ZipEntry } from '../zip/directory.ts';

/** What an archive holds, by name; each list in the archive's order. */
export interface ArchiveList {
  readonly pictures: readonly ZipEntry[];
  readonly tables: readonly ZipEntry[];
  readonly archives: readonly ZipEntry[];
  readonly others: readonly ZipEntry[];
  /** Hidden files and those that systems leave behind. */
  readonly skipped: number;
  /** An Excel, Word or PowerPoint file is a zip, too. */
  readonly isOffice: boolean;
}

/** Endings of pictures, those that browsers cannot draw too: a person means them as pictures. */
const PICTURE =
  /\.(png|apng|jpe?g|jfif|webp|gif|bmp|dib|heic|heif|avif|tiff?|svg|ico|jp2|psd|dcm|dicom|raw|cr2|nef|dng)$/i;
const TABLE = /\.(csv|tsv|txt)$/i;
const ARCHIVE = /\.(zip|rar|7z|tar|tgz|gz|bz2|xz)$/i;
const LEFT_BEHIND = /^(__MACOSX|Thumbs\.db|ehthumbs\.db|desktop\.ini|\$RECYCLE\.BIN|System Volume Information)$/i;

/** Whether a file's name is that of a picture. */
export const isPictureName = (name: string): boolean => PICTURE.test(name);

/** Whether a file's name is that of a table of text. */
export const isTableName = (name: string): boolean => TABLE.test(name);

/** The path without the marks that some packers leave: `\` between folders, `./` or `/` in front. */
export const plainPath = (path: string): string => path.replaceAll('\\', '/').replace(/^(\.?\/)+/u, '');

const isHidden = (path: string): boolean =>
  path.split('/').some((part) => (part.startsWith('.') && part !== '..') || LEFT_BEHIND.test(part));

/** Sorts what an archive holds by what it is good for. */
export function listArchive(entries: readonly ZipEntry[]): ArchiveList {
  const pictures: ZipEntry[] = [];
  const tables: ZipEntry[] = [];
  const archives: ZipEntry[] = [];
  const others: ZipEntry[] = [];
  let skipped = 0;
  let isOffice = false;
  for (const written of entries) {
    const entry = { ...written, path: plainPath(written.path) };
    if (entry.path === '' || entry.path.endsWith('/')) continue;
    if (entry.path === '[Content_Types].xml') isOffice = true;
    if (isHidden(entry.path)) skipped++;
    else if (PICTURE.test(entry.path)) pictures.push(entry);
    else if (TABLE.test(entry.path)) tables.push(entry);
    else if (ARCHIVE.test(entry.path)) archives.push(entry);
    else others.push(entry);
  }
  return { pictures, tables, archives, others, skipped, isOffice };
}
