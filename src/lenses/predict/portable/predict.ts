import {
  FIRST_LEVEL_PLACE,
  isNumberField,
  LARGEST,
  MISSING_PLACE,
  UNSEEN_PLACE,
  type LevelField,
  type LinearMember,
  type NumberField,
  type PortableField,
  type PortableMember,
  type PortablePipeline,
} from './format.ts';
import { addTrees } from './trees.ts';
import type { PortableInput, PortableModel } from './types.ts';

/** What the reader set an input to. */
export type PortableValue = number | string | null;

export type PortablePrediction = { readonly value: number } | { readonly probabilities: readonly number[] };

const DAY = 86_400_000;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?)?$/;

/**
 * Predicts one row with a portable model that its schema has accepted.
 * @param values by name: numbers, dates in milliseconds (or both written as JSON and ISO 8601 write them), levels and texts
 * as they are; what is absent, null, empty or cannot be read is missing
 */
export function predictPortable(
  portable: PortableModel,
  values: ReadonlyMap<string, PortableValue>,
): PortablePrediction {
  // The schema has looked at it; it lies as `unknown` in a report, whose other parts know nothing of it.
  const pipeline = portable.pipeline as PortablePipeline;
  const cells = pipeline.fields.map((field) => {
    const input = portable.inputs[field.from] as PortableInput;
    return readField(field, input, values.get(input.name) ?? null);
  });
  const width = portable.classes?.length ?? 1;
  const blended = Array.from({ length: width }, () => 0);
  for (const member of pipeline.members) {
    outputOf(portable, member, cells, width).forEach((value, k) => {
      blended[k] = (blended[k] as number) + member.weight * value;
    });
  }
  return portable.task === 'regression' ? { value: blended[0] as number } : { probabilities: blended };
}

/** The number of a number field (NaN missing), or the place of a level field. */
function readField(field: PortableField, input: PortableInput, value: PortableValue): number {
  if (isNumberField(field)) return drawIn(readNumber(field, value), field.clip);
  return field.as === 'level' ? placeOf(input.levels ?? [], value) : calendarPlace(field, timeOf(value));
}

function drawIn(value: number, clip: NumberField['clip']): number {
  if (!clip || Number.isNaN(value)) return value;
  const [low, high] = clip;
  return Math.min(high ?? LARGEST, Math.max(low ?? -LARGEST, value));
}

function readNumber(field: NumberField, value: PortableValue): number {
  switch (field.as) {
    case 'value':
      return numberOf(value);
    case 'days':
      return timeOf(value) / DAY;
    case 'hour':
      return new Date(timeOf(value)).getUTCHours();
    case 'characters':
      return String(value ?? '').length;
    case 'words':
      return String(value ?? '')
        .split(/\s+/u)
        .filter(Boolean).length;
  }
}

function numberOf(value: PortableValue): number {
  const text = typeof value === 'string' ? value.trim() : undefined;
  const number = text === undefined ? value : NUMBER.test(text) ? Number(text) : NaN;
  return typeof number === 'number' && Number.isFinite(number) ? Math.min(LARGEST, Math.max(-LARGEST, number)) : NaN;
}

/** Milliseconds since 1970, wall-clock time taken as UTC as files are read. */
function timeOf(value: PortableValue): number {
  if (typeof value !== 'string') return numberOf(value);
  const text = value.trim();
  return DATE.test(text) ? Date.parse(text.length > 10 ? `${text}Z` : text) : numberOf(text);
}

function placeOf(levels: readonly string[], value: PortableValue): number {
  if (value === null || value === '') return MISSING_PLACE;
  const at = levels.indexOf(String(value));
  return at < 0 ? UNSEEN_PLACE : FIRST_LEVEL_PLACE + at;
}

function calendarPlace(field: LevelField, time: number): number {
  const date = new Date(time);
  const level = field.as === 'month' ? date.getUTCMonth() : (date.getUTCDay() + 6) % 7;
  if (Number.isNaN(level)) return MISSING_PLACE;
  const at = (field.levels ?? []).indexOf(level);
  return at < 0 ? UNSEEN_PLACE : FIRST_LEVEL_PLACE + at;
}

/** The number, or the probability of each class. */
function outputOf(
  { task }: PortableModel,
  member: PortableMember,
  cells: readonly number[],
  width: number,
): readonly number[] {
  if (member.kind === 'constant') return member.values;
  const scores = [...member.base];
  if (member.kind === 'linear') addTerms(member, cells, scores);
  else addTrees(member, cells, scores);
  if (task === 'regression') return scores;
  if (task === 'binary') {
    const score = scores[0] as number;
    return [1 / (1 + Math.exp(score)), 1 / (1 + Math.exp(-score))];
  }
  const shares = softmax(scores);
  const classes = member.kind === 'linear' ? member.classes : undefined;
  if (!classes) return shares;
  const all = Array.from({ length: width }, () => 0);
  classes.forEach((code, set) => (all[code] = shares[set] as number));
  return all;
}

function addTerms({ terms }: LinearMember, cells: readonly number[], scores: number[]): void {
  for (const term of terms) {
    const cell = cells[term.field] as number;
    for (let set = 0; set < scores.length; set++) {
      scores[set] = (scores[set] as number) + termOf(term, cell, set);
    }
  }
}

function termOf(term: LinearMember['terms'][number], cell: number, set: number): number {
  if ('adds' in term) return (term.adds[set] as readonly number[])[cell] as number;
  return Number.isNaN(cell) ? (term.missing[set] as number) : (term.slopes[set] as number) * (cell - term.centre);
}

function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - highest));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
}
