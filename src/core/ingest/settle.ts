import type { Finding } from '../errors.ts';
import { dropUnusedLevels } from '../table/category.ts';
import { columnLength, type CategoryColumn, type Column, type ColumnKind } from '../table/column.ts';
import type { TextColumn } from '../table/column.ts';
import { convertColumn } from '../table/convert.ts';
import { cellDecoder, decodeText, TextBuilder } from '../table/text.ts';
import { levelCounts, wordsOf, type WordColumn } from '../table/words.ts';
import { decideOrder } from './dates.ts';
import { withoutDeclaredWords } from './declared-missing.ts';
import { isMissingMeasure, missingLevels } from './missing.ts';
import { decideDecimal, readNumber, type DecimalVerdict, type NumberNotes } from './numbers.ts';
import { allNumbers, isDialOrPost } from './plan.ts';
import type { DateOrder, DecimalMark } from './types.ts';

/** What holds for a whole file when one column's meaning is settled. */
export interface SettleContext {
  /** Set by hand for this column. */
  readonly kind?: ColumnKind;
  readonly decimal?: DecimalMark;
  readonly decimalFallback: DecimalMark;
  readonly dateOrder?: DateOrder;
  readonly dateOrderFallback?: DateOrder;
  /** More spellings of "missing", trimmed. */
  readonly missing: ReadonlySet<string>;
}

export interface Settled {
  readonly column: Column;
  readonly findings: readonly Finding[];
}

/**
 * Beyond so many different words a column whose cells mostly differ is text; likewise where they are as long as
 * sentences.
 */
const FEW_LEVELS = 20;
const SENTENCE = 80;

/** With all cells seen: are these words numbers, dates, categories or text? */
export function settleWords(words: WordColumn, context: SettleContext): Settled {
  const known = withoutDeclaredWords(words, context.missing);
  if (context.kind) return settleByHand(known, context.kind, context);
  return (
    (isDialOrPost(words.name) ? undefined : settleNumbers(known, context)) ??
    settleDates(known, context) ??
    settleLevels(known, context)
  );
}

function settleByHand(words: WordColumn, kind: ColumnKind, context: SettleContext): Settled {
  if (kind === 'text') return { column: cleanText(asText(words)), findings: [] };
  if (kind === 'category') return { column: cleanLevels(asCategory(words)), findings: [] };
  const decimal = context.decimal ?? decideDecimal(wordsOf(words), context.decimalFallback).decimal;
  const { column, unreadable } = convertColumn(words, kind, {
    decimal,
    ...(context.dateOrder && context.dateOrder !== 'ymd' ? { dateOrder: context.dateOrder } : {}),
  });
  const finding: Finding = {
    code: 'ingest.unreadable-cells',
    level: 'careful',
    column: words.name,
    params: { column: words.name, kind, rows: unreadable },
  };
  return { column, findings: unreadable > 0 ? [finding] : [] };
}

function settleNumbers(words: WordColumn, context: SettleContext): Settled | undefined {
  const verdict: DecimalVerdict = context.decimal
    ? { decimal: context.decimal, ambiguous: false, certain: true }
    : decideDecimal(firstWords(words), context.decimalFallback);
  // A look at the first cells spares reading a million words that are none.
  if (
    !allNumbers(firstWords(words), verdict.decimal) &&
    firstWords(words).some((word) => !isMissingMeasure(word.trim()))
  ) {
    return undefined;
  }
  const full = context.decimal ? verdict : decideDecimal(wordsOf(words), context.decimalFallback);
  if (!allNumbers(wordsOf(words), full.decimal) || mixesUnits(words, full.decimal)) return undefined;
  const { column } = convertColumn(words, 'number', { decimal: full.decimal });
  return { column, findings: full.ambiguous ? [ambiguousNumbers(words.name, full.decimal)] : [] };
}

function firstWords(words: WordColumn): string[] {
  const first: string[] = [];
  for (const word of wordsOf(words)) {
    if (isMissingMeasure(word.trim())) continue;
    first.push(word);
    if (first.length === 50) break;
  }
  return first;
}

/** Percentages among plain numbers, or two currencies: adding such cells up would be nonsense. */
function mixesUnits(words: WordColumn, decimal: DecimalMark): boolean {
  const notes: NumberNotes = { percent: false, currency: '' };
  const currencies = new Set<string>();
  let percents = 0;
  let others = 0;
  for (const word of wordsOf(words)) {
    const trimmed = word.trim();
    if (isMissingMeasure(trimmed)) continue;
    const value = readNumber(trimmed, decimal, notes);
    if (notes.currency) currencies.add(notes.currency);
    if (notes.percent) percents++;
    else if (value !== 0) others++;
  }
  return currencies.size > 1 || (percents > 0 && others > 0);
}

/** `1,234` in a column that has nothing clearer. */
export const ambiguousNumbers = (column: string, decimal: DecimalMark): Finding => ({
  code: 'ingest.ambiguous-numbers',
  level: 'careful',
  column,
  params: { column, decimal },
});

/** `01/02/2024` in a column that has nothing clearer. */
export const ambiguousDates = (column: string, order: DateOrder): Finding => ({
  code: 'ingest.ambiguous-dates',
  level: 'careful',
  column,
  params: { column, order },
});

function settleDates(words: WordColumn, context: SettleContext): Settled | undefined {
  const verdict = decideOrder(wordsOf(words), context.dateOrder ?? context.dateOrderFallback);
  if (!verdict) return undefined;
  const order = context.dateOrder && context.dateOrder !== 'ymd' ? context.dateOrder : verdict.order;
  const { column, unreadable } = convertColumn(words, 'date', { dateOrder: order });
  if (unreadable > 0) return undefined;
  const doubtful = verdict.ambiguous && context.dateOrder === undefined && context.dateOrderFallback === undefined;
  return { column, findings: doubtful ? [ambiguousDates(words.name, order)] : [] };
}

function settleLevels(words: WordColumn, context: SettleContext): Settled {
  const findings = nearlyNumbers(words, context);
  if (words.kind === 'text') return { column: cleanText(words), findings };
  const levels = cleanLevels(words);
  const rows = levels.codes.reduce((count, code) => count + (code >= 0 ? 1 : 0), 0);
  const different = levels.levels.length;
  const length = levels.levels.reduce((sum, level) => sum + level.length, 0) / Math.max(1, different);
  const isText = different > FEW_LEVELS && (different > rows / 2 || length > SENTENCE);
  return { column: isText ? cleanText(asText(words)) : levels, findings };
}

/** A column that a few stray words keep from being numbers or dates: the person may set it right. */
function nearlyNumbers(words: WordColumn, context: SettleContext): Finding[] {
  const counts = words.kind === 'category' ? levelCounts(words) : undefined;
  const notes: NumberNotes = { percent: false, currency: '' };
  const strays: string[] = [];
  let numbers = 0;
  let all = 0;
  let at = 0;
  for (const word of wordsOf(words)) {
    const rows = counts ? (counts[at++] as number) : 1;
    const trimmed = word.trim();
    if (isMissingMeasure(trimmed)) continue;
    all += rows;
    if (!Number.isNaN(readNumber(trimmed, context.decimal ?? context.decimalFallback, notes))) numbers += rows;
    // Digits that are no number (`00123`, 20 of them) are ids by their own right.
    else if (/^\+?\d+$/.test(trimmed)) return [];
    else if (strays.length < 3) strays.push(trimmed.slice(0, 40));
    if (!counts && all >= 2000) break;
  }
  if (all < 10 || numbers < all * 0.8 || isDialOrPost(words.name)) return [];
  return [
    {
      code: 'ingest.nearly-numbers',
      level: 'careful',
      column: words.name,
      params: { column: words.name, share: numbers / all, examples: strays },
    },
  ];
}

/** Outer blanks are no part of a level; spellings of nothing become missing; levels in order of first appearance. */
function cleanLevels(column: CategoryColumn): CategoryColumn {
  const trimmed = column.levels.map((level) => level.trim());
  const isMissing = missingLevels(trimmed);
  const merged = new Map<string, number>();
  const newCodes = Int32Array.from(trimmed, (level) => {
    if (isMissing(level)) return -1;
    const code = merged.get(level);
    if (code !== undefined) return code;
    merged.set(level, merged.size);
    return merged.size - 1;
  });
  const codes = column.codes.map((code) => (code < 0 ? -1 : (newCodes[code] as number)));
  return dropUnusedLevels({ ...column, codes, levels: [...merged.keys()] });
}

/** Outer blanks off, spellings of nothing missing. The same column where there is nothing to do. */
function cleanText(column: TextColumn): TextColumn {
  const decoder = cellDecoder();
  const isMissing = missingLevels([]);
  const rows = columnLength(column);
  const cleaned = new Map<number, string>();
  for (let row = 0; row < rows; row++) {
    const start = column.offsets[row] as number;
    const end = column.offsets[row + 1] as number;
    if (end === start) continue;
    const suspicious = end - start <= 8 || mayBeBlank(column.bytes[start]) || mayBeBlank(column.bytes[end - 1]);
    if (!suspicious) continue;
    const cell = decodeText(column.bytes, start, end, decoder);
    const trimmed = cell.trim();
    if (isMissing(trimmed)) cleaned.set(row, '');
    else if (trimmed.length < cell.length) cleaned.set(row, trimmed);
  }
  if (cleaned.size === 0) return column;
  const builder = new TextBuilder();
  for (let row = 0; row < rows; row++) {
    const cell = cleaned.get(row);
    if (cell !== undefined) builder.pushString(cell);
    else builder.pushBytes(column.bytes, column.offsets[row] as number, column.offsets[row + 1] as number);
  }
  return builder.finish(column.name);
}

/** ASCII blanks, and every byte that may belong to a wider one. */
const mayBeBlank = (byte: number | undefined): boolean => byte !== undefined && (byte <= 32 || byte >= 128);

function asText(words: WordColumn): TextColumn {
  return words.kind === 'text' ? words : (convertColumn(words, 'text').column as TextColumn);
}

function asCategory(words: WordColumn): CategoryColumn {
  return words.kind === 'category' ? words : (convertColumn(words, 'category').column as CategoryColumn);
}
