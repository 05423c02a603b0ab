import { isPictureName, isTableName, plainPath } from '../core/ingest/images/archive-list.ts';
import { naturalOrder } from '../core/ingest/images/natural-order.ts';
import type { StoredFile } from '../core/ingest/zip/store.ts';

/** What was dropped, sorted: pictures with what lies beside them go together, the rest stands for itself. */
export interface SortedDrop {
  /** Absent where no picture was among it. */
  readonly pack?: {
    /** Of the folder, where all come from one. */
    readonly name: string;
    /** In natural order of their paths. */
    readonly files: readonly StoredFile[];
  };
  readonly rest: readonly File[];
}

/** The path inside of what was dropped or picked; the drop zone and the browser say it each in its own way. */
function pathOf(file: File & { readonly path?: unknown }): string {
  const said = typeof file.path === 'string' ? file.path : file.webkitRelativePath;
  return plainPath(said || file.name) || file.name;
}

/**
 * Sorts dropped files. Where there are pictures, they go together with everything from folders and with tables beside
 * them, which may say what they show; otherwise every file stands for itself.
 */
export function sortDropped(dropped: readonly File[]): SortedDrop {
  if (!dropped.some(({ name }) => isPictureName(name))) return { rest: dropped };
  const rest: File[] = [];
  const files: StoredFile[] = [];
  for (const file of dropped) {
    const path = pathOf(file);
    if (path.includes('/') || isPictureName(file.name) || isTableName(file.name)) files.push({ path, blob: file });
    else rest.push(file);
  }
  files.sort((a, b) => naturalOrder(a.path, b.path));
  const tops = new Set(files.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
  const [top] = tops;
  return { pack: { name: tops.size === 1 && top ? `${top}.zip` : 'pictures.zip', files }, rest };
}
