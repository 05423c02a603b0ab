import type { Message } from '../../../core/errors.ts';
import { significant } from '../../../core/disclose/round.ts';
import { VERDICTS } from './codes.ts';

/** Params that verdicts have, all of them figures or names of methods. */
export const VERDICT_NUMBERS = [
  'gain',
  'low',
  'high',
  'testGain',
  'testLow',
  'testHigh',
  'lead',
  'leadLow',
  'leadHigh',
  'rows',
  'needed',
  'testRows',
] as const;
const COUNTS: ReadonlySet<string> = new Set(['rows', 'needed', 'testRows']);
export const VERDICT_WORDS = ['metric', 'estimator', 'other'] as const;

/** What an estimator or a metric is called: an id of this page, never a word of the data. */
export const isId = (value: string): boolean => /^[A-Za-z0-9-]{1,40}$/.test(value);

/**
 * The verdict with the params that are known to be figures of the whole; any other is left out.
 * @param withGains whether figures in the metric may be told
 * @param rows how many validation and test rows the report says there are
 */
export function safeVerdict(
  { code, params }: Message,
  rows: { readonly validation: number; readonly test: number },
  withGains: boolean,
): Message {
  const known = VERDICTS.find((one) => one === code) ?? 'verdict.other';
  const told: Record<string, number | string> = {};
  for (const name of VERDICT_NUMBERS) {
    const value = params[name];
    if (!withGains && !COUNTS.has(name)) continue;
    if (typeof value === 'number' && Number.isFinite(value)) told[name] = significant(value);
  }
  for (const name of VERDICT_WORDS) {
    const value = params[name];
    if (typeof value === 'string' && isId(value)) told[name] = value;
  }
  if ('rows' in told) told['rows'] = rows.validation;
  if ('testRows' in told) told['testRows'] = rows.test;
  return { code: known, params: told };
}
