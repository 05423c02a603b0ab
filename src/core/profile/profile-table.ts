import type { Finding, Level } from '../errors.ts';
import type { Pacer } from '../learn/pacer.ts';
import { confirmPixels } from '../images/confirm-pixels.ts';
import { brokenPixels, findPixelColumns, pixelGaps } from '../images/pixel-columns.ts';
import type { PixelLayout } from '../images/pixel-layout.ts';
import { findPersonalColumns } from '../privacy/find-personal.ts';
import type { PersonalColumn } from '../privacy/types.ts';
import type { Table } from '../table/table.ts';
import { countDuplicateRows } from './duplicate-rows.ts';
import { findCopies } from './copies.ts';
import { profileColumn } from './profile-column.ts';
import type { ColumnProfile, TableProfile } from './types.ts';

const GRAVITY: Readonly<Record<Level, number>> = { stop: 0, careful: 1, note: 2 };

/** All of them at once: what is to be done is the same for each. */
function personalFinding(personal: readonly PersonalColumn[]): Finding[] {
  if (personal.length === 0) return [];
  const columns = personal.map(({ column }) => column);
  const kinds = [...new Set(personal.map(({ kind }) => kind))];
  return [{ code: 'privacy.personal-columns', level: 'careful', params: { count: columns.length, columns, kinds } }];
}

const pixelFinding = ({ columns, height, width, channels }: PixelLayout): Finding => ({
  code: channels === 3 ? 'profile.pixels-colour' : 'profile.pixels-grey',
  level: 'note',
  params: { count: columns.length, height, width },
});

/**
 * What each column is and what is wrong with it. Exact, over all rows.
 * @param onProgress columns done, of how many
 * @throws CancelledError
 */
export async function profileTable(
  table: Table,
  pacer: Pacer,
  onProgress?: (done: number, total: number) => void,
): Promise<TableProfile> {
  const columns: ColumnProfile[] = [];
  // The search for repeated rows counts as one more column.
  const total = table.columns.length + 1;
  for (const column of table.columns) {
    await pacer.pause();
    columns.push(profileColumn(column));
    onProgress?.(columns.length, total);
  }
  const duplicateRows = await countDuplicateRows(table, pacer);
  // Columns without content are alike, but that is said of each already.
  const telling = table.columns.filter((_, i) => columns[i]?.role !== 'constant' && columns[i]?.role !== 'empty');
  const copies = await findCopies(telling, pacer);
  const personal = await findPersonalColumns(table, pacer);
  onProgress?.(total, total);
  const own: Finding[] =
    duplicateRows > 0
      ? [{ code: 'profile.duplicate-rows', level: 'note', params: { count: duplicateRows, rows: table.rowCount } }]
      : [];
  const found = findPixelColumns({ columns });
  const pixels = found && confirmPixels(table, found);
  const isPixel = new Set(pixels?.columns);
  const findings = [
    ...own,
    ...(pixels ? [pixelFinding(pixels), ...pixelGaps({ columns }, pixels)] : brokenPixels({ columns })),
    ...personalFinding(personal),
    // A picture's margin is constant, and its pixels lie far out, all as it should be.
    ...[...copies, ...columns.flatMap((column) => column.findings)].filter(
      ({ column }) => column === undefined || !isPixel.has(column),
    ),
  ];
  return {
    rowCount: table.rowCount,
    columns,
    duplicateRows,
    personal,
    ...(pixels ? { pixels } : {}),
    findings: findings.toSorted((a, b) => GRAVITY[a.level] - GRAVITY[b.level]),
  };
}
