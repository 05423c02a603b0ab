import type { FittedStep } from '../../../core/prepare/step.ts';
import { derivedName } from '../../../core/prepare/derived-name.ts';
import { OTHER_LEVEL, type CategoryState } from '../../../core/prepare/steps/categories.ts';
import type { ConstantState } from '../../../core/prepare/steps/constants.ts';
import type { DateState } from '../../../core/prepare/steps/dates.ts';
import type { OutlierState } from '../../../core/prepare/steps/outliers.ts';
import type { TextState } from '../../../core/prepare/steps/texts.ts';
import { CodedError } from '../../../core/errors.ts';
import type { ModelColumn } from '../model.ts';
import type { LevelField, NumberField } from './format.ts';
import { calendarRows, knownRows, levelRows, rowsBeyond, safeEnds } from './known-rows.ts';

const DAY = 86_400_000;

/** A column as the cleaning leaves it, told as what is read off a column of the person's table. */
interface CleanedColumn {
  /** As estimators and encodings call it. */
  readonly name: string;
  readonly column: ModelColumn;
  readonly present: number;
  readonly missing: number;
}

export interface CleanedNumber extends CleanedColumn {
  readonly kind: 'number';
  readonly as: NumberField['as'];
  /** What a portable field says is more by this: days are counted from 1970, not from the earliest date of the data. */
  readonly shift: number;
  /** In the portable field's units. */
  readonly clip?: readonly [number | null, number | null];
}

export interface CleanedLevels extends CleanedColumn {
  readonly kind: 'category';
  readonly as: LevelField['as'];
  /** Levels with rows enough to be named, the most frequent first. */
  readonly levels: readonly string[];
  /** What any other level counts as: the level of those put together where that has rows enough, else missing. */
  readonly unseen: string | null;
}

interface RawColumn extends CleanedColumn {
  readonly kind: 'date' | 'text' | 'image';
}

export type Cleaned = CleanedNumber | CleanedLevels;

export interface CleaningContext {
  readonly rowCount: number;
  readonly minRows: number;
  /** Shares of the rows that the outliers step drew in at each end, where the recipe says. */
  readonly drawnIn: { readonly low: number; readonly high: number } | undefined;
}

/**
 * Goes through the cleaning steps with what is known of the columns instead of rows.
 * @throws portable.refused.unknown-method, portable.refused.old-model
 */
export function cleanColumns(
  columns: readonly ModelColumn[],
  steps: readonly FittedStep[],
  context: CleaningContext,
): Cleaned[] {
  let current: (Cleaned | RawColumn)[] = columns.map((column) => startOf(column, context));
  for (const step of steps) current = applyStep(current, step, context);
  return current.filter((one) => one.kind === 'number' || one.kind === 'category');
}

function startOf(column: ModelColumn, { rowCount, minRows }: CleaningContext): Cleaned | RawColumn {
  const shared = { name: column.name, column, ...knownRows(column, rowCount) };
  switch (column.kind) {
    case 'number':
      return { ...shared, kind: 'number', as: 'value', shift: 0 };
    case 'category': {
      const levels = frequent(levelRows(column, rowCount), minRows);
      return { ...shared, kind: 'category', as: 'level', levels, unseen: null };
    }
    default:
      return { ...shared, kind: column.kind };
  }
}

/** Levels with rows enough, the most frequent first. */
function frequent(rows: ReadonlyMap<string, number>, minRows: number): string[] {
  return [...rows]
    .filter(([, count]) => count >= minRows)
    .toSorted((a, b) => b[1] - a[1])
    .map(([level]) => level);
}

function applyStep(
  columns: readonly (Cleaned | RawColumn)[],
  { step, version, state }: FittedStep,
  context: CleaningContext,
): (Cleaned | RawColumn)[] {
  if (version !== 1) throw new CodedError('portable.refused.unknown-method', { method: step });
  switch (step) {
    case 'dates':
      return applyDates(columns, state as DateState, context);
    case 'texts':
      return applyTexts(columns, state as TextState, context);
    case 'outliers':
      return applyOutliers(columns, state as OutlierState, context);
    case 'categories':
      return applyCategories(columns, state as CategoryState, context);
    case 'constants': {
      const gone = new Set((state as ConstantState).columns);
      return columns.filter(({ name }) => !gone.has(name));
    }
    default:
      throw new CodedError('portable.refused.unknown-method', { method: step });
  }
}

function applyDates(
  columns: readonly (Cleaned | RawColumn)[],
  state: DateState,
  { rowCount, minRows }: CleaningContext,
): (Cleaned | RawColumn)[] {
  const known = new Map(state.columns.map((entry) => [entry.name, entry]));
  return columns.flatMap((one): (Cleaned | RawColumn)[] => {
    const entry = one.kind === 'date' ? known.get(one.name) : undefined;
    if (!entry) return [one];
    return entry.parts.map((part): Cleaned => {
      const shared = { ...one, name: derivedName(one.name, part) };
      if (part === 'month' || part === 'weekday') {
        const rows = calendarRows(one.column, part, rowCount);
        return { ...shared, kind: 'category', as: part, levels: frequent(rows, minRows), unseen: null };
      }
      return { ...shared, kind: 'number', as: part, shift: part === 'days' ? entry.origin / DAY : 0 };
    });
  });
}

function applyTexts(
  columns: readonly (Cleaned | RawColumn)[],
  state: TextState,
  { rowCount }: CleaningContext,
): (Cleaned | RawColumn)[] {
  const known = new Set(state.columns);
  return columns.flatMap((one): (Cleaned | RawColumn)[] => {
    if (one.kind !== 'text' || !known.has(one.name)) return [one];
    if (state.leftOut) return [];
    return (['characters', 'words'] as const).map((as): Cleaned => {
      // A missing text has a length too: 0.
      const rows = { present: rowCount, missing: 0 };
      return { ...one, ...rows, kind: 'number', name: derivedName(one.name, as), as, shift: 0 };
    });
  });
}

function applyOutliers(
  columns: readonly (Cleaned | RawColumn)[],
  state: OutlierState,
  context: CleaningContext,
): (Cleaned | RawColumn)[] {
  const known = new Map(state.columns.map((entry) => [entry.name, entry]));
  return columns.map((one) => {
    const entry = one.kind === 'number' ? known.get(one.name) : undefined;
    if (!entry || one.kind !== 'number') return one;
    const [safeLow, safeHigh] = safeClip(one, context);
    const enough = (share: number | undefined): boolean =>
      share !== undefined && rowsBeyond(share, one.present) >= context.minRows;
    const { drawnIn } = context;
    const low = enough(drawnIn?.low) ? entry.low + one.shift : safeLow;
    const high = enough(drawnIn && 1 - drawnIn.high) ? entry.high + one.shift : safeHigh;
    return { ...one, clip: [low, high] };
  });
}

/**
 * Where a number is drawn in instead when too few rows lie beyond the step's own ends: where its slider ends. Lengths of
 * texts and hours, of which no quantiles are kept, stay open.
 */
function safeClip(
  { as, column, present }: CleanedNumber,
  { minRows }: CleaningContext,
): readonly [number | null, number | null] {
  const ends = as === 'value' || as === 'days' ? safeEnds(column, present, minRows) : undefined;
  if (!ends) return [null, null];
  const unit = as === 'days' ? DAY : 1;
  return [ends[0] / unit, ends[1] / unit];
}

function applyCategories(
  columns: readonly (Cleaned | RawColumn)[],
  state: CategoryState,
  { rowCount, minRows }: CleaningContext,
): (Cleaned | RawColumn)[] {
  const known = new Map(state.columns.map((entry) => [entry.name, entry]));
  return columns.map((one) => {
    const entry = one.kind === 'category' ? known.get(one.name) : undefined;
    if (!entry || one.kind !== 'category') return one;
    const rows = one.as === 'level' ? levelRows(one.column, rowCount) : calendarRows(one.column, one.as, rowCount);
    const levels = entry.levels.filter((level) => (rows.get(level) ?? 0) >= minRows);
    // A level whose rows are not known may be among the named ones or among the others: nothing is then said of these.
    const named = entry.levels.reduce((sum, level) => sum + (rows.get(level) ?? Infinity), 0);
    const others = one.present - named;
    return { ...one, levels, unseen: entry.pooled > 0 && others >= minRows ? OTHER_LEVEL : null };
  });
}
