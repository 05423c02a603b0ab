import { makeCategoryColumn } from '../../table/category.ts';
import type { CategoryColumn } from '../../table/column.ts';

export interface FolderLabels {
  /** The folder each picture lies in, at the deepest level that all have; absent where it is the same for all. */
  readonly labels?: CategoryColumn;
  /** The folders above it, where they differ: `train`, `test`. */
  readonly above?: CategoryColumn;
}

/**
 * Labels from the folders that pictures lie in. What all paths begin with says nothing and is left out; of the rest the
 * deepest level that every picture in a folder has is the label. Pictures in no folder have none.
 */
export function folderLabels(paths: readonly string[]): FolderLabels {
  const folders = paths.map((path) => path.split('/').slice(0, -1));
  const inFolder = folders.filter((parts) => parts.length > 0);
  const shared = inFolder.length === folders.length ? commonStart(folders) : 0;
  const depths = folders.map((parts) => parts.length - shared).filter((depth) => depth > 0);
  if (depths.length === 0) return {};
  const depth = Math.min(...new Set(depths));
  const labels = folders.map((parts) => parts[shared + depth - 1] ?? null);
  const above = folders.map((parts) => parts.slice(shared, shared + depth - 1).join('/') || null);
  const varies = (cells: readonly (string | null)[]): boolean => new Set(cells).size > 1;
  return {
    ...(varies(labels) ? { labels: makeCategoryColumn('label', labels) } : {}),
    ...(varies(above) ? { above: makeCategoryColumn('folder', above) } : {}),
  };
}

/** Folders at the beginning that all paths have in common. */
function commonStart(folders: readonly (readonly string[])[]): number {
  const [first = []] = folders;
  let shared = first.length;
  for (const parts of folders) {
    let same = 0;
    while (same < shared && parts[same] === first[same]) same++;
    shared = same;
  }
  return shared;
}
