import { contributions } from '../learn/sparse/contributions.ts';
import type { SparseLinearState } from '../learn/sparse/types.ts';
import { cutText, normaliseMapped } from './normalise.ts';
import { makeSpanner } from './tokens.ts';
import { openVectoriser, type OpenVectoriser } from './vectoriser-open.ts';
import type { VectoriserState } from './vectoriser.ts';

/** A stretch of the text as it was written, in UTF-16 positions, and what it adds to the class's score. */
export interface MarkedSpan {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/**
 * What in a text spoke for a class (positive) or against it: a span a word, a character of scripts without spaces, or a
 * stretch of other signs, in order, without overlaps. An n-gram's contribution (see `contributions`) is shared evenly by
 * its occurrences, and in each by the characters that it covers, so that the weights sum to all that the words said.
 * Empty where nothing in the text is known.
 * @param code number of the class
 * @param opened the vectoriser at work, where the caller has it open
 */
export function markText(
  vectoriser: VectoriserState,
  model: SparseLinearState,
  text: string,
  code: number,
  opened: OpenVectoriser = openVectoriser(vectoriser),
): MarkedSpan[] {
  const shortened = cutText(text, vectoriser.longest);
  const mapped = normaliseMapped(shortened);
  if (!mapped) return [];
  const normalised = mapped.text;
  const credits = creditsOf(opened, model, shortened, normalised, code);
  const marks: MarkedSpan[] = [];
  for (const { start, end } of unitsOf(vectoriser, normalised)) {
    let weight = 0;
    for (let i = start; i < end; i++) weight += credits[i] as number;
    if (weight !== 0) {
      push(marks, { start: mapped.starts[start] as number, end: mapped.ends[end - 1] as number, weight });
    }
  }
  return marks;
}

const isBlank = (text: string, at: number): boolean => text.charAt(at).trim() === '';

/** Contribution of each unit of the normalised text. */
function creditsOf(
  opened: OpenVectoriser,
  model: SparseLinearState,
  text: string,
  normalised: string,
  code: number,
): Float64Array {
  const features = opened.features(text);
  const shares = contributions(model, features, code);
  const places = new Map<number, number>(Array.from(features.columns, (column, i) => [column, i]));
  const times = new Int32Array(shares.length);
  opened.occurrences(normalised, (column) => {
    const place = places.get(column);
    if (place !== undefined) times[place] = (times[place] as number) + 1;
  });
  const credits = new Float64Array(normalised.length);
  opened.occurrences(normalised, (column, from, to) => {
    const place = places.get(column);
    if (place === undefined) return;
    // A space alone before or behind a word: the character beside it.
    const start = Math.min(from, normalised.length - 1);
    const end = Math.max(to, start + 1);
    let covered = 0;
    for (let i = start; i < end; i++) if (!isBlank(normalised, i)) covered++;
    const credit = (shares[place] as number) / ((times[place] as number) * Math.max(1, covered));
    for (let i = start; i < end; i++) {
      if (!isBlank(normalised, i) || covered === 0) credits[i] = (credits[i] as number) + credit;
    }
  });
  return credits;
}

/** The whole text in pieces: each token, and what stands between two. */
function unitsOf(vectoriser: VectoriserState, normalised: string): { readonly start: number; readonly end: number }[] {
  const units: { start: number; end: number }[] = [];
  let at = 0;
  for (const { start, end } of makeSpanner(vectoriser.language, 'sequence')(normalised)) {
    if (start > at) units.push(...trimmed(normalised, at, start));
    units.push({ start, end });
    at = end;
  }
  if (normalised.length > at) units.push(...trimmed(normalised, at, normalised.length));
  return units;
}

/** Without the spaces around it; nothing where it is spaces alone. */
function trimmed(text: string, start: number, end: number): { start: number; end: number }[] {
  let [from, to] = [start, end];
  while (from < to && isBlank(text, from)) from++;
  while (to > from && isBlank(text, to - 1)) to--;
  return from < to ? [{ start: from, end: to }] : [];
}

/** Two units that come from the same characters (as ﷺ, which is four words) are one. */
function push(marks: MarkedSpan[], mark: MarkedSpan): void {
  const last = marks.at(-1);
  if (last && mark.start < last.end) {
    marks[marks.length - 1] = {
      start: last.start,
      end: Math.max(last.end, mark.end),
      weight: last.weight + mark.weight,
    };
  } else marks.push(mark);
}
