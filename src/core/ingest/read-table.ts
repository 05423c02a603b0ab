import type { Finding } from '../errors.ts';
import type { Pacer } from '../learn/pacer.ts';
import type { Column } from '../table/column.ts';
import { isBlank } from '../table/column.ts';
import { makeTable, type Table } from '../table/table.ts';
import { isRegular, readBytes } from './byte-reader.ts';
import { trimmedSpellings, withoutDeclared } from './declared-missing.ts';
import { likeliestOlder, countUtf8, type EncodingVerdict } from './encoding.ts';
import { EncodingMismatch, readWithPapa, refuseEmpty } from './papa-reader.ts';
import { makePlan, type ReadPlan } from './plan.ts';
import { finishBuilder, makeBuilder, type Builders, type RawColumn, type Tally } from './reader.ts';
import { ambiguousDates, ambiguousNumbers, settleWords, type SettleContext } from './settle.ts';
import type { ByteSource, FileReading, ReadOptions, ReadProgress, ReadResult } from './types.ts';
import type { ColumnKind } from '../table/column.ts';

/** Below this PapaParse is as fast, and understands everything. */
const BYTES_FROM = 4 << 20;

/** Which reader to use; `auto` takes bytes for large regular files. The result is the same. */
export type ReaderChoice = 'auto' | 'bytes' | 'papaparse';

/**
 * Reads a file into a typed table. Whatever the options leave open is detected; the reading says what was found, and
 * which rows had no place in the table.
 * @throws ingest.empty-file, ingest.not-a-table, ingest.header-only, ingest.no-rows-kept, ingest.broken-gzip,
 * ingest.unreadable-file, CancelledError
 */
export async function* readTable(
  source: ByteSource,
  options: ReadOptions,
  pacer: Pacer,
  reader: ReaderChoice = 'auto',
): AsyncGenerator<ReadProgress, ReadResult> {
  const plan = await makePlan(source, options);
  try {
    return yield* readByPlan(plan, options, pacer, reader);
  } catch (error) {
    if (!(error instanceof EncodingMismatch)) throw error;
    const verdict = encodingOf(plan, error.bytes, options.encoding !== undefined);
    return yield* readByPlan(await makePlan(source, options, verdict), options, pacer, 'papaparse');
  }
}

/** Second thoughts when bytes beyond the sample do not fit its encoding. */
function encodingOf(plan: ReadPlan, bytes: Uint8Array, stated: boolean): EncodingVerdict {
  const { encoding, byteOrderMark } = plan;
  const { valid, invalid } = countUtf8(bytes);
  // Set by hand, said by the file itself, or right but for a few characters: keep the encoding, lose those characters.
  if (stated || byteOrderMark || encoding !== 'utf-8' || valid >= invalid * 10)
    return { encoding, byteOrderMark, lossy: true };
  return { ...likeliestOlder(bytes), byteOrderMark: false, lossy: true };
}

async function* readByPlan(
  plan: ReadPlan,
  options: ReadOptions,
  pacer: Pacer,
  choice: ReaderChoice,
): AsyncGenerator<ReadProgress, ReadResult> {
  let reader = choice === 'auto' ? (plan.source.byteLength >= BYTES_FROM ? 'bytes' : 'papaparse') : choice;
  if (!isRegular(plan)) reader = 'papaparse';
  let pass: Pass | undefined;
  if (reader === 'bytes') pass = yield* readColumns(plan, pacer, 'bytes');
  if (!pass) {
    reader = 'papaparse';
    pass = yield* readColumns(plan, pacer, 'papaparse');
  }
  // With the other reader the file has been read through once already: it cannot fail now.
  const { raw, tally } = pass as Pass;
  refuseEmpty(tally, plan.source.name);
  return settle(plan, options, raw, tally, reader);
}

interface Pass {
  readonly raw: readonly RawColumn[];
  readonly tally: Tally;
}

/** Reads all columns; those that turned out to be of another kind than the sample said are read once more, as words. */
async function* readColumns(
  plan: ReadPlan,
  pacer: Pacer,
  reader: 'bytes' | 'papaparse',
): AsyncGenerator<ReadProgress, Pass | undefined> {
  const read = reader === 'bytes' ? readBytes : readWithPapa;
  const builders = plan.columns.map(makeBuilder);
  const tally = yield* read(plan, builders, pacer);
  if (!tally) return undefined;
  const first = builders.map((builder, c) => finishBuilder(builder, plan.names[c] as string));
  if (first.every((column) => column !== undefined)) return { raw: first, tally };
  const again: Builders = first.map((column) => (column ? undefined : makeBuilder({ kind: 'words' })));
  if (!(yield* read(plan, again, pacer))) return undefined;
  const raw = first.map((column, c) => {
    const builder = again[c];
    return builder ? finishBuilder(builder, plan.names[c] as string) : column;
  });
  return { raw: raw.filter((column) => column !== undefined), tally };
}

function settle(
  plan: ReadPlan,
  options: ReadOptions,
  raw: readonly RawColumn[],
  tally: Tally,
  reader: 'bytes' | 'papaparse',
): ReadResult {
  const findings: Finding[] = [];
  const kinds = new Map(options.kinds);
  const columns = raw.map((column): Column => {
    const settled = settleColumn(column, plan, options, kinds);
    findings.push(...settled.findings);
    return settled.column;
  });
  const dropped = columns.filter((column) => plan.unnamed.has(column.name) && isBlank(column));
  const kept = columns.filter((column) => !dropped.includes(column));
  const table = makeTable(kept.length > 0 ? kept : columns, tally.rowsKept);
  const about = fileFindings(plan, tally, table, kept.length > 0 ? dropped.map((column) => column.name) : []);
  return { table, reading: reading(plan, tally, [...about, ...findings], reader) };
}

function settleColumn(
  raw: RawColumn,
  plan: ReadPlan,
  options: ReadOptions,
  kinds: ReadonlyMap<string, ColumnKind>,
): { column: Column; findings: readonly Finding[] } {
  const missing = trimmedSpellings(options.missing);
  if (raw.kind === 'settled') return settleTyped(raw, plan, missing);
  const kind = kinds.get(raw.words.name);
  const context: SettleContext = {
    missing,
    decimalFallback: plan.decimal,
    ...(kind ? { kind } : {}),
    ...(options.decimal ? { decimal: options.decimal } : {}),
    ...(options.dateOrder ? { dateOrder: options.dateOrder } : {}),
    ...(plan.dateOrderKnown ? { dateOrderFallback: plan.dateOrder } : {}),
  };
  const settled = settleWords(raw.words, context);
  const { kind: became } = settled.column;
  if (became === 'category' || became === 'text') return settled;
  // Out of the words they are taken already, but not where the same value is spelled otherwise.
  return { ...settled, column: withoutDeclared(settled.column, missing, plan.decimal, plan.dateOrder) };
}

function settleTyped(
  raw: Extract<RawColumn, { kind: 'settled' }>,
  plan: ReadPlan,
  missing: ReadonlySet<string>,
): { column: Column; findings: readonly Finding[] } {
  const { column, ambiguous } = raw;
  const at = plan.names.indexOf(column.name);
  const planned = plan.columns[at];
  const findings: Finding[] = [];
  if (ambiguous && planned?.kind === 'number' && !plan.decimalKnown) {
    findings.push(ambiguousNumbers(column.name, planned.decimal));
  }
  if (ambiguous && planned?.kind === 'date' && !plan.dateOrderKnown) {
    findings.push(ambiguousDates(column.name, planned.order));
  }
  const order = planned?.kind === 'date' ? planned.order : plan.dateOrder;
  return { column: withoutDeclared(column, missing, plan.decimal, order), findings };
}

function fileFindings(plan: ReadPlan, tally: Tally, table: Table, dropped: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  for (const finding of plan.findings) {
    if (finding.code !== 'ingest.unnamed-columns') findings.push(finding);
    else {
      const columns = (finding.params['columns'] as readonly string[]).filter((name) => !dropped.includes(name));
      if (columns.length > 0) findings.push({ ...finding, params: { columns } });
    }
  }
  if (dropped.length > 0) {
    findings.push({
      code: 'ingest.empty-columns-dropped',
      level: 'note',
      params: { count: dropped.length, columns: dropped },
    });
  }
  if (tally.rowsRejected > 0) {
    findings.push({
      code: 'ingest.rows-rejected',
      level: 'careful',
      params: { rejected: tally.rowsRejected, kept: tally.rowsKept },
    });
  }
  if (tally.padded > 0) findings.push({ code: 'ingest.rows-padded', level: 'note', params: { rows: tally.padded } });
  if (tally.undecodable) {
    findings.push({ code: 'ingest.undecodable-bytes', level: 'careful', params: { encoding: plan.encoding } });
  }
  if (table.rowCount === 1) findings.push({ code: 'ingest.one-row', level: 'careful', params: {} });
  if (table.columns.length > table.rowCount) {
    findings.push({
      code: 'ingest.more-columns-than-rows',
      level: 'careful',
      params: { columns: table.columns.length, rows: table.rowCount },
    });
  }
  return findings;
}

function reading(
  plan: ReadPlan,
  tally: Tally,
  findings: readonly Finding[],
  reader: 'bytes' | 'papaparse',
): FileReading {
  return {
    fileName: plan.source.name,
    byteLength: plan.source.byteLength,
    compressed: plan.compressed,
    encoding: plan.encoding,
    byteOrderMark: plan.byteOrderMark,
    delimiter: plan.delimiter,
    newline: plan.newline,
    header: plan.header,
    decimal: plan.decimal,
    dateOrder: plan.dateOrder,
    rowsIn: tally.rowsKept + tally.rowsRejected,
    rowsKept: tally.rowsKept,
    rowsRejected: tally.rowsRejected,
    rejects: tally.rejects,
    findings,
    reader,
  };
}

/** Reads to the end, for callers that need no progress. */
export async function readWhole(
  source: ByteSource,
  options: ReadOptions,
  pacer: Pacer,
  reader: ReaderChoice = 'auto',
): Promise<ReadResult> {
  const run = readTable(source, options, pacer, reader);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}
