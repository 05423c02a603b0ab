import * as v from 'valibot';
import { CodedError } from '../core/errors.ts';
import { checksum } from './checksum.ts';

/** A saved format: its name, the version written today, and what must hold of a record to be opened. */
export interface Format {
  readonly format: string;
  readonly version: number;
  /** Of a record of the version written today; older ones are migrated first. */
  readonly schema: v.GenericSchema;
  /** Under n: what makes a record of version n one of version n + 1. Of every version below the present one. */
  readonly migrations?: Readonly<Record<number, (record: Fields) => Fields>>;
}

type Fields = Readonly<Record<string, unknown>>;

const Head = v.looseObject({ format: v.string(), version: v.pipe(v.number(), v.integer(), v.minValue(1)) });

const unreadable = ({ format }: Format, where: string | readonly string[], cause?: unknown): CodedError =>
  new CodedError('storage.unreadable-record', { format, where }, { cause });

/** The record with a checksum over all of it, by which a damaged one is told when it is read. */
export const seal = <T extends object>(record: T): T & { readonly checksum: string } => ({
  ...record,
  checksum: checksum(record),
});

/** @throws storage.unreadable-record where the record carries a checksum that is not its own */
function unseal(format: Format, record: Fields): Fields {
  if (!('checksum' in record)) return record;
  const { checksum: sum, ...fields } = record;
  if (sum !== checksum(fields)) throw unreadable(format, 'checksum');
  return fields;
}

/** @throws storage.unreadable-record where a step is missing or fails */
function migrate(format: Format, record: Fields, from: number): Fields {
  let fields = record;
  for (let version = from; version < format.version; version++) {
    const step = format.migrations?.[version];
    if (!step) throw unreadable(format, `version ${version}`);
    try {
      fields = { ...step(fields), version: version + 1 };
    } catch (error) {
      throw unreadable(format, `version ${version}`, error);
    }
  }
  return fields;
}

/**
 * The record as the present version would have written it, checked and without its checksum. Unknown fields stay.
 * Records written before there were checksums have none, and are taken as they are.
 * @throws storage.newer-record (written by a newer page: left as it is), storage.unreadable-record
 */
export function readRecord(format: Format, record: unknown): unknown {
  const head = v.safeParse(Head, record);
  if (!head.success || head.output.format !== format.format) throw unreadable(format, 'format');
  refuseNewer(format, record);
  // A record of the right head is an object; its own keys are all that is read of it.
  const migrated = migrate(format, unseal(format, record as Fields), head.output.version);
  const checked = v.safeParse(format.schema, migrated);
  if (checked.success) return migrated;
  throw unreadable(format, checked.issues.map((issue) => v.getDotPath(issue) ?? '').slice(0, 3));
}

/** @throws storage.newer-record where a newer page wrote `present`; anything else may be overwritten */
export function refuseNewer(format: Format, present: unknown): void {
  const head = v.safeParse(Head, present);
  if (head.success && head.output.format === format.format && head.output.version > format.version) {
    const { version } = head.output;
    throw new CodedError('storage.newer-record', { format: format.format, version, known: format.version });
  }
}
