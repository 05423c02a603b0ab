import type { FormValue } from '../../../lenses/predict/model.ts';

/** A point in time (ms, UTC) as a date input writes it; empty for missing. */
export function dateToInput(value: FormValue): string {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 8.64e15) return '';
  const text = new Date(value).toISOString();
  // Years beyond 9999 are written with a sign and six digits, which the input does not take.
  return /^\d{4}-/.test(text) ? text.slice(0, 10) : '';
}

/** Midnight UTC of a date input's value; null when empty. */
export function dateFromInput(text: string): number | null {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) ? null : ms;
}
