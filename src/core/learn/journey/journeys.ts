import { JOURNEY_COLUMN } from '../../journeys/columns.ts';
import { readJourney, type JourneyEvent } from '../../journeys/journey.ts';
import { CodedError } from '../../errors.ts';
import type { CategoryColumn, TextColumn } from '../../table/column.ts';
import { getColumn, makeTable, type Table } from '../../table/table.ts';
import { textReader } from '../../text/reader.ts';
import type { FitInput } from '../estimator.ts';
import { textLesson } from '../text/texts.ts';
import type { ClassTarget } from '../task.ts';

/** Cells that say whether a column holds journeys. */
const LOOKED_AT = 20;

type WordColumn = TextColumn | CategoryColumn;

/**
 * The column that holds journeys: the one that the lens calls so, else the first whose cells are journeys.
 * @throws train.no-features where there is none
 */
export function journeyColumn(features: Table): string {
  const words = features.columns.filter(
    (column): column is WordColumn => column.kind === 'text' || column.kind === 'category',
  );
  const found =
    words.find(({ name }) => name === JOURNEY_COLUMN) ??
    words.find((column) => holdsJourneys(column, features.rowCount));
  if (!found) throw new CodedError('train.no-features', { columns: features.columns.map(({ name }) => name) });
  return found.name;
}

function holdsJourneys(column: WordColumn, rows: number): boolean {
  const read = textReader(column);
  let journeys = 0;
  for (let row = 0; row < rows && journeys < LOOKED_AT; row++) {
    const cell = read(row);
    if (cell === '') continue;
    if (!readJourney(cell)) return false;
    journeys++;
  }
  return journeys > 0;
}

/** What happened before each row's snapshot, the earliest first; nothing where the cell holds no journey. */
export type Journeys = (row: number) => readonly JourneyEvent[];

/** @throws table.no-column */
export function readJourneys(features: Table, column: string): Journeys {
  const found = getColumn(features, column);
  if (found.kind !== 'text' && found.kind !== 'category') return () => [];
  const read = textReader(found);
  return (row) => {
    const cell = read(row);
    return cell === '' ? [] : (readJourney(cell) ?? []);
  };
}

/** Classified journeys to learn from. */
export interface JourneyLesson {
  readonly column: string;
  readonly journeys: Journeys;
  readonly target: ClassTarget;
  /** Those that count: rows of no weight are no rows. */
  readonly rows: Int32Array;
  /** A weight each of `rows`; absent: 1 each. */
  readonly weights?: Float64Array;
}

/** @throws train.too-few-rows, train.one-class, train.no-features, train.not-finite */
export function journeyLesson(input: FitInput): JourneyLesson {
  const { features } = input;
  const column = journeyColumn(features);
  const { target, rows, weights } = textLesson({ ...input, features: makeTable([getColumn(features, column)]) });
  return { column, journeys: readJourneys(features, column), target, rows, ...(weights ? { weights } : {}) };
}
