import * as v from 'valibot';
import { CodedError } from '../core/errors.ts';

/** A saved format: its name, the version written today, and what must hold of a record to be opened. */
export interface Format {
  readonly format: string;
  readonly version: number;
  readonly schema: v.GenericSchema;
}

const Head = v.looseObject({ format: v.string(), version: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/**
 * The record itself, checked. Unknown fields stay.
 * @throws storage.newer-record (written by a newer page: left as it is), storage.unreadable-record
 */
export function readRecord(format: Format, record: unknown): unknown {
  const head = v.safeParse(Head, record);
  if (!head.success || head.output.format !== format.format) {
    throw new CodedError('storage.unreadable-record', { format: format.format, where: 'format' });
  }
  refuseNewer(format, record);
  const checked = v.safeParse(format.schema, record);
  if (checked.success) return record;
  const where = checked.issues.map((issue) => v.getDotPath(issue) ?? '').slice(0, 3);
  throw new CodedError('storage.unreadable-record', { format: format.format, where });
}

/** @throws storage.newer-record where a newer page wrote `present`; anything else may be overwritten */
export function refuseNewer(format: Format, present: unknown): void {
  const head = v.safeParse(Head, present);
  if (head.success && head.output.format === format.format && head.output.version > format.version) {
    const { version } = head.output;
    throw new CodedError('storage.newer-record', { format: format.format, version, known: format.version });
  }
}
