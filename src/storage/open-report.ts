import * as v from 'valibot';
import { CodedError } from '../core/errors.ts';
import type { LensSharing, SharedReport } from '../lenses/share.ts';
import { Refused } from '../core/refused.ts';
import { parseUntrusted } from './untrusted/json.ts';

/** What is needed of a lens to open what it shared. */
export type OpeningLens = Pick<LensSharing<never, unknown>, 'lens' | 'schema'>;

/** Newest form of a shared report that this page reads. */
const KNOWN = 1;

const Head = v.object({
  format: v.literal('sightglass.shared'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
const Envelope = v.object({
  ...Head.entries,
  version: v.literal(KNOWN),
  lens: v.pipe(v.string(), v.maxLength(40)),
  title: v.pipe(v.string(), v.maxLength(500)),
  createdOn: v.pipe(v.string(), v.isoDate()),
  appVersion: v.pipe(v.string(), v.maxLength(40)),
  body: v.unknown(),
});

function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown, within?: string): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const path = result.issues[0] && v.getDotPath(result.issues[0]);
  throw new CodedError('report-file.damaged', { where: [within, path].filter(Boolean).join('.') || 'report' });
}

/**
 * Checks a report that came from outside, untrusted. What the schemas do not name is left out.
 * @param lenses those that this page can show
 * @throws report-file.damaged, report-file.newer, report-file.other-lens
 */
export function openReport(value: unknown, lenses: readonly OpeningLens[]): SharedReport {
  const { version } = checked(Head, value);
  if (version > KNOWN) throw new CodedError('report-file.newer', { version, known: KNOWN });
  const report = checked(Envelope, value);
  const lens = lenses.find((one) => one.lens === report.lens);
  if (!lens) throw new CodedError('report-file.other-lens', { lens: report.lens });
  return { ...report, body: checked(lens.schema, report.body, 'body') };
}

function parsed(text: string): unknown {
  try {
    return parseUntrusted(text);
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    throw new CodedError('report-file.damaged', { where: 'report' }, { cause });
  }
}

/**
 * The report in a report file.
 * @param text of the element that `fillShell` wrote it into
 * @throws report-file.empty, and as `openReport`
 */
export function readReport(text: string, lenses: readonly OpeningLens[]): SharedReport {
  if (text.trim() === '') throw new CodedError('report-file.empty');
  return openReport(parsed(text), lenses);
}
