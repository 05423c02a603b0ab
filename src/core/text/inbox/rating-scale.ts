import { CodedError } from '../../errors.ts';

/**
 * - `stars` 1–5, `seven` 1–7, `ten` 1–10, `zero-five` 0–5, `hundred` 0–100: low and high are the bottom and top two fifths;
 * - `nps` 0–10: low up to 6 (detractors), high from 9 (promoters), as the Net Promoter Score has it;
 * - `thumbs`: 0 down, 1 up (½ neither).
 */
export type RatingKind = 'stars' | 'seven' | 'ten' | 'zero-five' | 'hundred' | 'nps' | 'thumbs';

export interface RatingScale {
  readonly kind: RatingKind;
  readonly least: number;
  readonly most: number;
  /** A rating is low up to here, and high from there. */
  readonly lowTo: number;
  readonly highFrom: number;
}

const SCALES: Readonly<Record<RatingKind, RatingScale>> = {
  stars: { kind: 'stars', least: 1, most: 5, lowTo: 2, highFrom: 4 },
  seven: { kind: 'seven', least: 1, most: 7, lowTo: 2, highFrom: 6 },
  ten: { kind: 'ten', least: 1, most: 10, lowTo: 4, highFrom: 7 },
  'zero-five': { kind: 'zero-five', least: 0, most: 5, lowTo: 1, highFrom: 4 },
  hundred: { kind: 'hundred', least: 0, most: 100, lowTo: 40, highFrom: 60 },
  nps: { kind: 'nps', least: 0, most: 10, lowTo: 6, highFrom: 9 },
  thumbs: { kind: 'thumbs', least: 0, most: 1, lowTo: 0, highFrom: 1 },
};

export interface Ratings {
  readonly scale: RatingScale;
  /** On the scale, NaN where there is none. */
  readonly values: Float64Array;
}

/** A column of ratings as it stands in the table. */
export type RatingColumn =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'category'; readonly codes: Int32Array; readonly levels: readonly string[] };

const FEWEST_RATED = 10;

/**
 * Ratings and what is low and high on their scale.
 * @param kind the scale, where the person knows it: 1–10 and 0–10 look alike until somebody gives a 0
 * @throws text.unreadable-ratings where a value is on no scale, text.too-few-ratings
 */
export function readRatings(column: RatingColumn, kind?: RatingKind): Ratings {
  const values = column.kind === 'number' ? signed(column.values) : fromLevels(column.codes, column.levels);
  const rated = values.filter((value) => !Number.isNaN(value));
  if (rated.length < FEWEST_RATED) {
    throw new CodedError('text.too-few-ratings', { rated: rated.length, needed: FEWEST_RATED });
  }
  const scale = SCALES[kind ?? scaleOf(rated)];
  const off = rated.find((value) => value < scale.least || value > scale.most);
  if (off !== undefined) throw new CodedError('text.unreadable-ratings', { value: String(off) });
  return { scale, values };
}

/** −1 low, 1 high, 0 between; NaN where there is no rating. */
export const sideOf = ({ lowTo, highFrom }: RatingScale, value: number): number =>
  Number.isNaN(value) ? NaN : value <= lowTo ? -1 : value >= highFrom ? 1 : 0;

/** −1 and 1 are thumbs, too. */
function signed(values: Float64Array): Float64Array {
  const given = values.filter((value) => !Number.isNaN(value));
  const isSigned = given.includes(-1) && given.every((value) => value === -1 || value === 0 || value === 1);
  return isSigned ? values.map((value) => (value + 1) / 2) : values;
}

function scaleOf(rated: Float64Array): RatingKind {
  const [least, most] = [Math.min(...new Set(rated)), Math.max(...new Set(rated))];
  const whole = rated.every((value) => Number.isInteger(2 * value));
  if (least < 0 || most > 100)
    throw new CodedError('text.unreadable-ratings', { value: String(least < 0 ? least : most) });
  if (most <= 1) return 'thumbs';
  if (!whole || most > 10) return most <= 5 && least >= 1 ? 'stars' : 'hundred';
  if (least === 0) return most <= 5 ? 'zero-five' : 'nps';
  if (most <= 5) return 'stars';
  return most <= 7 ? 'seven' : 'ten';
}

const UP =
  /^(👍.*|\+1|up|thumbs?[ -]?up|good|great|positive|yes|y|happy|satisfied|like|liked|helpful|true|gut|positiv|bon|bueno|positivo|赞|好|好评|满意|是)$/iu;
const DOWN =
  /^(👎.*|-1|down|thumbs?[ -]?down|bad|poor|negative|no|n|unhappy|unsatisfied|dissatisfied|dislike|disliked|not helpful|unhelpful|false|schlecht|negativ|mauvais|malo|negativo|踩|差|差评|不满意|否)$/iu;
const BETWEEN = /^(😐.*|0|neutral|ok|okay|mixed|中评|一般)$/iu;
/** 4/5, 4 out of 5, 4 stars, 4 - good, 4,5 */
const NUMBERED = /^(\d{1,3}(?:[.,]\d)?)(?:\s*(?:\/|out of|of|von|sur|de)\s*\d+)?(?:\s*[^\d\s].*)?$/iu;
const STARS = /^([★⭐]+)(?:☆|\uFE0F)*$/u;

function fromLevels(codes: Int32Array, levels: readonly string[]): Float64Array {
  const used = new Set(codes);
  const thumbs = levels.every(
    (level, code) => !used.has(code) || [UP, DOWN, BETWEEN].some((word) => word.test(level.trim())),
  );
  const values = levels.map((level, code) => {
    if (!used.has(code)) return NaN;
    const value = thumbs ? thumbOf(level.trim()) : numberOf(level.trim());
    if (Number.isNaN(value)) throw new CodedError('text.unreadable-ratings', { value: level });
    return value;
  });
  return Float64Array.from(codes, (code) => (code < 0 ? NaN : (values[code] ?? NaN)));
}

const thumbOf = (level: string): number => (UP.test(level) ? 1 : DOWN.test(level) ? 0 : 0.5);

function numberOf(level: string): number {
  const stars = STARS.exec(level)?.[1];
  if (stars !== undefined) return Array.from(stars).length;
  const digits = NUMBERED.exec(level)?.[1];
  return digits === undefined ? NaN : Number(digits.replace(',', '.'));
}
