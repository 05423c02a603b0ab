import Papa from 'papaparse';
import { CodedError } from '../errors.ts';
import type { Pacer } from '../learn/pacer.ts';
import { pieces } from './byte-source.ts';
import { isBlankLine, splitOn, withoutReturn, type Records } from './dialect.ts';
import type { ReadPlan } from './plan.ts';
import { newTally, reject, type Builders, type Tally } from './reader.ts';
import type { ReadProgress } from './types.ts';

/** A record longer than this is a quote that was never closed. */
const LONGEST_RECORD = 1 << 20;
const SHOWN_CHARACTERS = 200;

/** Bytes that are not of the file's encoding, met when the sample had already been judged. */
export class EncodingMismatch extends Error {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, options: { cause: unknown }) {
    super('bytes of another encoding', options);
    this.bytes = bytes;
  }
}

/**
 * Reads a file through PapaParse: a streaming decoder feeds it text, never a File, and whole records come back.
 * @throws EncodingMismatch, CancelledError, ingest.unreadable-file, ingest.broken-gzip
 */
export async function* readWithPapa(
  plan: ReadPlan,
  builders: Builders,
  pacer: Pacer,
): AsyncGenerator<ReadProgress, Tally> {
  const placer = new Placer(plan, builders);
  const decoder = new TextDecoder(plan.encoding, { fatal: !plan.lossy });
  let carry = '';
  let skip = plan.separatorLine;
  for await (const piece of pieces(plan.source, plan.compressed)) {
    let text = carry + decodePiece(decoder, piece.bytes, true);
    if (skip > 0) {
      text = text.slice(skip);
      skip = 0;
    }
    carry = placer.place(text, false);
    await pacer.pause();
    yield { bytes: piece.position, totalBytes: plan.source.byteLength, rows: placer.tally.rowsKept };
  }
  placer.place(carry + decodePiece(decoder, new Uint8Array(0), false), true);
  return placer.tally;
}

function decodePiece(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch (cause) {
    throw new EncodingMismatch(bytes, { cause });
  }
}

/** Puts records into the builders, or among the rejected. */
class Placer {
  readonly tally = newTally();
  readonly #plan: ReadPlan;
  readonly #builders: Builders;
  readonly #newline: '\n' | '\r';
  /** Line of the next record. */
  #line: number;
  #preamble: number;
  #header: boolean;

  constructor(plan: ReadPlan, builders: Builders) {
    this.#plan = plan;
    this.#builders = builders;
    this.#newline = splitOn(plan.newline);
    this.#line = plan.separatorLine > 0 ? 2 : 1;
    this.#preamble = plan.preamble;
    this.#header = plan.header;
  }

  /** Takes the whole records of a text. @returns what is left of it, an unfinished record */
  place(text: string, last: boolean): string {
    if (this.#plan.lossy && !this.tally.undecodable && text.includes('\ufffd')) this.tally.undecodable = true;
    const parser = new Papa.Parser({ delimiter: this.#plan.delimiter, newline: this.#newline });
    const result = parser.parse(text, 0, !last) as Papa.ParseResult<string[]>;
    if (result.errors.some((error) => (error.row ?? 0) < result.data.length)) return this.#placeCarefully(text, last);
    this.#placeAll(result.data, text.includes('"'));
    const rest = last ? '' : text.slice(result.meta.cursor);
    if (rest.length <= LONGEST_RECORD) return rest;
    return this.place(this.#rejectLine(rest, 'ingest.unclosed-quote'), last);
  }

  /** Record by record, for text with faulty quotes: the first line of a faulty record is rejected, the next begins anew. */
  #placeCarefully(text: string, last: boolean): string {
    let rest = text;
    for (;;) {
      const good: Records = [];
      let cursor = 0;
      let fault: string | undefined;
      const parser = new Papa.Parser({
        delimiter: this.#plan.delimiter,
        newline: this.#newline,
        fastMode: false,
        step: (step: Papa.ParseStepResult<string[][]>) => {
          if (step.errors.length > 0) {
            fault = step.errors[0]?.code === 'MissingQuotes' ? 'ingest.unclosed-quote' : 'ingest.bad-quotes';
            parser.abort();
            return;
          }
          good.push(...step.data);
          cursor = step.meta.cursor;
        },
      });
      parser.parse(rest, 0, !last);
      this.#placeAll(good, true);
      rest = rest.slice(cursor);
      if (fault === undefined) return last ? '' : rest;
      rest = this.#rejectLine(rest, fault);
    }
  }

  /** @returns the text behind its first line */
  #rejectLine(text: string, code: string): string {
    const end = text.indexOf(this.#newline);
    const line = end < 0 ? text : text.slice(0, end);
    const cells = line.split(this.#plan.delimiter).length;
    reject(this.tally, { line: this.#line, code, cells, text: line.slice(0, SHOWN_CHARACTERS) });
    this.#line++;
    return end < 0 ? '' : text.slice(end + 1);
  }

  /** @param quotes whether cells may hold line ends */
  #placeAll(records: Records, quotes: boolean): void {
    const kept: Records = [];
    for (const record of records) {
      const line = this.#line;
      this.#line += 1 + (quotes ? this.#newlinesIn(record) : 0);
      withoutReturn(record);
      if (isBlankLine(record)) continue;
      if (this.#preamble > 0) {
        this.#preamble--;
        this.#reject(record, line, 'ingest.preamble');
      } else if (this.#header) this.#header = false;
      else if (this.#fits(record, line)) kept.push(record);
    }
    this.tally.rowsKept += kept.length;
    // Column by column keeps each builder's loop to one kind of cell.
    this.#builders.forEach((builder, c) => {
      if (builder) for (const record of kept) builder.pushString(record[c] ?? '');
    });
  }

  #newlinesIn(record: readonly string[]): number {
    let count = 0;
    for (const cell of record) {
      for (let at = cell.indexOf(this.#newline); at >= 0; at = cell.indexOf(this.#newline, at + 1)) count++;
    }
    return count;
  }

  #fits(record: string[], line: number): boolean {
    const width = this.#plan.names.length;
    const blank = (cell: string): boolean => cell.trim() === '';
    if (blank(record[0] as string) && record.every(blank)) return this.#reject(record, line, 'ingest.blank-row');
    if (record.length < this.#plan.minCells) return this.#reject(record, line, 'ingest.too-few-cells');
    if (record.length > width && !record.slice(width).every(blank))
      return this.#reject(record, line, 'ingest.too-many-cells');
    if (record.length < width) this.tally.padded++;
    return true;
  }

  #reject(record: readonly string[], line: number, code: string): false {
    const text = record.join(this.#plan.delimiter).slice(0, SHOWN_CHARACTERS);
    reject(this.tally, { line, code, cells: record.length, text });
    return false;
  }
}

/** @throws ingest.no-rows-kept when nothing could be placed */
export function refuseEmpty(tally: Tally, file: string): void {
  if (tally.rowsKept > 0) return;
  const first = tally.rejects[0];
  throw new CodedError('ingest.no-rows-kept', {
    file,
    rejected: tally.rowsRejected,
    ...(first ? { line: first.line, reason: first.code } : {}),
  });
}
