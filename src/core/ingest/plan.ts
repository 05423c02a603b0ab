import { CodedError, type Finding } from '../errors.ts';
import type { ColumnKind } from '../table/column.ts';
import { byteOrderMark, detectEncoding, type EncodingVerdict } from './encoding.ts';
import { isGzip, readHead } from './byte-source.ts';
import { decideOrder } from './dates.ts';
import { detectDelimiter, detectNewline, modalCells, parseSample, separatorLine, type Records } from './dialect.ts';
import { columnNames, detectHeader } from './header.ts';
import { isMissingMeasure } from './missing.ts';
import { refuseOtherFormats, refuseOtherText } from './not-a-table.ts';
import { decideDecimal, readNumber, type NumberNotes } from './numbers.ts';
import type { ByteSource, DateOrder, DecimalMark, Delimiter, FileReading, ReadOptions, TextEncoding } from './types.ts';

/** How a column's cells are taken in at first; what it finally is, is settled when all cells have been seen. */
export type ColumnPlan =
  | { readonly kind: 'number'; readonly decimal: DecimalMark }
  | { readonly kind: 'date'; readonly order: DateOrder }
  | { readonly kind: 'words' };

/** Everything about a file that is decided before it is read through. */
export interface ReadPlan {
  readonly source: ByteSource;
  readonly compressed: boolean;
  readonly encoding: TextEncoding;
  readonly byteOrderMark: boolean;
  readonly lossy: boolean;
  readonly delimiter: Delimiter;
  readonly newline: FileReading['newline'];
  /** Characters of a `sep=;` line at the very beginning. */
  readonly separatorLine: number;
  readonly header: boolean;
  /** Records of one cell above the table, such as a report's title. */
  readonly preamble: number;
  readonly names: readonly string[];
  /** Columns that the file does not name. */
  readonly unnamed: ReadonlySet<string>;
  /** A record with fewer cells is rejected; one between this and the width is filled up with missing cells. */
  readonly minCells: number;
  readonly columns: readonly ColumnPlan[];
  readonly decimal: DecimalMark;
  /** Whether some column settled it, or the person did. */
  readonly decimalKnown: boolean;
  readonly dateOrder: DateOrder;
  readonly dateOrderKnown: boolean;
  readonly findings: readonly Finding[];
  /** The sample's records: the header, where there is one, and up to 1,000 rows. */
  readonly sample: Records;
}

const SAMPLE_BYTES = 1 << 19;
const PROBE_BYTES = 1 << 16;
const SAMPLE_RECORDS = 1000;

/**
 * Looks at the beginning of a file (for the encoding also further on) and decides how to read it. Options override.
 * @throws ingest.empty-file, ingest.not-a-table, ingest.header-only, ingest.broken-gzip, ingest.unreadable-file
 */
export async function makePlan(source: ByteSource, options: ReadOptions, known?: EncodingVerdict): Promise<ReadPlan> {
  const file = source.name;
  if (source.byteLength === 0) throw new CodedError('ingest.empty-file', { file });
  const compressed = isGzip(await source.slice(0, Math.min(3, source.byteLength)));
  const head = (await readHead(source, compressed, SAMPLE_BYTES)).subarray(0, SAMPLE_BYTES);
  const complete = compressed ? head.length < SAMPLE_BYTES : head.length === source.byteLength;
  refuseOtherFormats(head, file);
  const encoding =
    known ??
    statedEncoding(head, options) ??
    detectEncoding(compressed ? wholeLines(head) : await widerSample(source, head));
  const text = new TextDecoder(encoding.encoding).decode(head, { stream: !complete });
  refuseOtherText(text, file);
  if (text.trim() === '') throw new CodedError('ingest.empty-file', { file });
  const dialect = decideDialect(text, options, complete);
  if (dialect.records.length === 0) throw new CodedError('ingest.empty-file', { file });
  return { source, compressed, ...encoding, ...dialect, ...decideColumns(dialect, options, file, complete) };
}

/** An encoding set by hand binds, even where bytes do not fit it. */
function statedEncoding(head: Uint8Array, { encoding }: ReadOptions): EncodingVerdict | undefined {
  return encoding && { encoding, byteOrderMark: byteOrderMark(head) === encoding, lossy: false };
}

/** The head plus two probes further on, so that a file whose first accent comes late is still read rightly. */
async function widerSample(source: ByteSource, head: Uint8Array): Promise<Uint8Array> {
  if (source.byteLength <= head.length) return head;
  const parts = [wholeLines(head)];
  for (const share of [1 / 3, 2 / 3, 1]) {
    const start = Math.max(head.length, Math.floor(source.byteLength * share) - PROBE_BYTES);
    const probe = await source.slice(start, Math.min(source.byteLength, start + PROBE_BYTES));
    parts.push(probe.subarray(probe.indexOf(10) + 1, probe.lastIndexOf(10) + 1));
  }
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Up to the last line feed, which in none of the encodings is half of a character. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(10);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

interface Dialect {
  readonly delimiter: Delimiter;
  readonly newline: FileReading['newline'];
  readonly separatorLine: number;
  readonly records: Records;
  readonly preamble: number;
}

function decideDialect(text: string, options: ReadOptions, complete: boolean): Dialect {
  const stated = separatorLine(text);
  const body = stated ? text.slice(stated.length) : text;
  const newline = detectNewline(text);
  const delimiter = options.delimiter ?? stated?.delimiter ?? detectDelimiter(body, newline, complete);
  let records = parseSample(body, delimiter, newline, complete, SAMPLE_RECORDS);
  // One line longer than the sample: better the piece than nothing.
  if (records.length === 0) records = parseSample(body, delimiter, newline, true, SAMPLE_RECORDS);
  const { cells } = modalCells(records);
  let preamble = 0;
  while (cells >= 2 && preamble < 20 && preamble < records.length - 2 && hasOneCell(records[preamble] as string[]))
    preamble++;
  return { delimiter, newline, separatorLine: stated?.length ?? 0, records: records.slice(preamble), preamble };
}

const hasOneCell = (record: readonly string[]): boolean =>
  (record[0] ?? '').trim() !== '' && record.slice(1).every((cell) => cell.trim() === '');

type ColumnDecision = Pick<
  ReadPlan,
  | 'header'
  | 'names'
  | 'unnamed'
  | 'minCells'
  | 'columns'
  | 'decimal'
  | 'decimalKnown'
  | 'dateOrder'
  | 'dateOrderKnown'
  | 'findings'
  | 'sample'
>;

function decideColumns(dialect: Dialect, options: ReadOptions, file: string, complete: boolean): ColumnDecision {
  const { records } = dialect;
  const header = options.header ?? detectHeader(records);
  const headerCells = header ? records[0] : undefined;
  const rows = header ? records.slice(1) : records;
  if (rows.length === 0 && complete) {
    throw new CodedError('ingest.header-only', { file, columns: headerCells ?? [] });
  }
  const modal = rows.length > 0 ? modalCells(rows).cells : (headerCells?.length ?? 1);
  const width = Math.max(headerCells?.length ?? 0, modal);
  const { names, findings } = columnNames(headerCells, width);
  const given = names.map((_, c) => (headerCells?.[c] ?? '').trim() !== '');
  if (!header) findings.push({ code: 'ingest.no-header', level: 'note', params: { columns: names } });
  else if (modal > (headerCells?.length ?? 0)) {
    findings.push({
      code: 'ingest.header-too-short',
      level: 'careful',
      params: { header: headerCells?.length ?? 0, cells: modal },
    });
  } else if (modal <= given.lastIndexOf(true)) {
    findings.push({
      code: 'ingest.header-too-long',
      level: 'careful',
      params: { header: headerCells?.length ?? 0, cells: modal },
    });
  }
  if (width === 1)
    findings.push({ code: 'ingest.one-column', level: 'careful', params: { delimiter: dialect.delimiter } });
  const required = header ? given.lastIndexOf(true) + 1 : modal;
  return {
    header,
    names,
    unnamed: new Set(names.filter((_, c) => !given[c])),
    minCells: Math.max(1, Math.min(required, modal)),
    findings,
    sample: records,
    ...decideKinds(names, rows, options),
  };
}

/** Column names that hold digits which are no quantity. */
const DIAL_OR_POST =
  /(?:^|[\s_.-])(?:phone|telephone|tel|mobile|fax|zip|zipcode|zip_?code|postcode|postal_?code|plz)(?:$|[\s_.-])/i;

export const isDialOrPost = (name: string): boolean => DIAL_OR_POST.test(name);

function decideKinds(
  names: readonly string[],
  rows: Records,
  options: ReadOptions,
): Pick<ReadPlan, 'columns' | 'decimal' | 'decimalKnown' | 'dateOrder' | 'dateOrderKnown'> {
  const cells = names.map((_, c) => rows.map((row) => row[c] ?? '').filter((cell) => !isMissingMeasure(cell.trim())));
  const decimals = cells.map((column) => decideDecimal(column, '.'));
  const orders = cells.map((column) => decideOrder(column));
  const certainDecimals = decimals.filter(
    (verdict, c) => verdict.certain && allNumbers(cells[c] ?? [], verdict.decimal),
  );
  const commas = certainDecimals.filter((verdict) => verdict.decimal === ',').length;
  const decimal = options.decimal ?? (commas * 2 > certainDecimals.length ? ',' : '.');
  const certainOrders = orders.flatMap((verdict) => (verdict?.certain ? [verdict.order] : []));
  const dateOrder =
    options.dateOrder ?? mostFrequent(certainOrders) ?? orders.find((verdict) => verdict)?.order ?? 'ymd';
  const dateOrderKnown = options.dateOrder !== undefined || certainOrders.length > 0;
  const forced = new Map(options.kinds);
  const columns = names.map((name, c): ColumnPlan => {
    const column = cells[c] ?? [];
    const wanted: ColumnKind | undefined = forced.get(name);
    if (column.length === 0 || (wanted && wanted !== 'number' && wanted !== 'date')) return { kind: 'words' };
    const verdict = decimals[c];
    const mark = options.decimal ?? (verdict?.certain ? verdict.decimal : decimal);
    if (wanted !== 'date' && (wanted === 'number' || !isDialOrPost(name)) && allNumbers(column, mark)) {
      return { kind: 'number', decimal: mark };
    }
    const order = orderFor(column, options.dateOrder, dateOrderKnown ? dateOrder : undefined);
    return order && wanted !== 'number' ? { kind: 'date', order } : { kind: 'words' };
  });
  return {
    columns,
    decimal,
    decimalKnown: options.decimal !== undefined || certainDecimals.length > 0,
    dateOrder,
    dateOrderKnown,
  };
}

/** A stated order binds; a guessed one only helps where a column's cells do not say. */
function orderFor(
  cells: readonly string[],
  stated: DateOrder | undefined,
  guessed: DateOrder | undefined,
): DateOrder | undefined {
  const verdict = decideOrder(cells, stated ?? guessed);
  if (!verdict) return undefined;
  return stated && stated !== 'ymd' ? stated : verdict.order;
}

/** Whether all cells are missing or numbers, at least one a number. */
export function allNumbers(cells: Iterable<string>, decimal: DecimalMark): boolean {
  const notes: NumberNotes = { percent: false, currency: '' };
  let numbers = 0;
  for (const cell of cells) {
    const trimmed = cell.trim();
    if (isMissingMeasure(trimmed)) continue;
    if (Number.isNaN(readNumber(trimmed, decimal, notes))) return false;
    numbers++;
  }
  return numbers > 0;
}

function mostFrequent(orders: readonly DateOrder[]): DateOrder | undefined {
  const counts = new Map<DateOrder, number>();
  for (const order of orders) counts.set(order, (counts.get(order) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
