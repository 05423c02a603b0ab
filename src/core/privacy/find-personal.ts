import type { Pacer } from '../learn/pacer.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { addressRecogniser } from './address.ts';
import { cardRecogniser } from './card.ts';
import { readColumnName } from './column-name.ts';
import { emailRecogniser } from './email.ts';
import { ipRecogniser } from './ip.ts';
import { nationalIdRecogniser } from './national-id.ts';
import { nameRecogniser } from './person-name.ts';
import { phoneRecogniser } from './phone.ts';
import type { Recogniser } from './recogniser.ts';
import { sampleCells } from './sample-cells.ts';
import type { PersonalColumn } from './types.ts';

/** Those whose writing leaves the least doubt first: of equal evidence the first is taken. */
const RECOGNISERS: readonly Recogniser[] = [
  emailRecogniser,
  cardRecogniser,
  nationalIdRecogniser,
  ipRecogniser,
  phoneRecogniser,
  addressRecogniser,
  nameRecogniser,
];

/**
 * Columns that seem to hold data of persons, in the table's order. Judged by at most a thousand different cells of each,
 * the same ones in every run, and by the column's name: where the two disagree the cells decide.
 * @throws CancelledError
 */
export async function findPersonalColumns(table: Table, pacer: Pacer): Promise<PersonalColumn[]> {
  const found: PersonalColumn[] = [];
  for (const column of table.columns) {
    await pacer.pause();
    const personal = judgeColumn(column);
    if (personal) found.push(personal);
  }
  return found;
}

function judgeColumn(column: Column): PersonalColumn | undefined {
  const asked = RECOGNISERS.filter(({ columns }) => columns.includes(column.kind));
  if (asked.length === 0 || !mayHold(column)) return undefined;
  const cells = sampleCells(column);
  if (cells.length === 0) return undefined;
  const name = readColumnName(column.name);
  let best: PersonalColumn | undefined;
  for (const recogniser of asked) {
    const evidence = recogniser.look(cells, name);
    if (evidence && (!best || evidence.share > best.share)) {
      best = { column: column.name, kind: recogniser.kind, ...evidence };
    }
  }
  return best;
}

/** Shares and amounts of money are measures, whatever digits they have. */
const mayHold = (column: Column): boolean => column.kind !== 'number' || (column.format ?? 'plain') === 'plain';
