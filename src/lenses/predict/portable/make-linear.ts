import { CodedError } from '../../../core/errors.ts';
import type { LinearState } from '../../../core/learn/linear/linear-state.ts';
import type { LogisticState } from '../../../core/learn/linear/logistic.ts';
import { derivedName, oneHotName } from '../../../core/prepare/derived-name.ts';
import type { FittedStep } from '../../../core/prepare/step.ts';
import { OTHER_LEVEL } from '../../../core/prepare/steps/categories.ts';
import { MISSING_LEVEL, type MissingState } from '../../../core/prepare/steps/missing.ts';
import type { OneHotState } from '../../../core/prepare/steps/one-hot.ts';
import type { ScaleState } from '../../../core/prepare/steps/scale.ts';
import type { Cleaned, CleanedLevels, CleanedNumber } from './cleaned.ts';
import { fewStandOut } from './few-stand-out.ts';
import type { FieldBook } from './fields.ts';
import type { LevelTerm, LinearMember, NumberTerm } from './format.ts';
import { coefficient, roundTo } from './short-numbers.ts';

/** Scores of a linear model as sums over encoded features. */
interface Scores {
  readonly features: readonly string[];
  readonly means: Float64Array;
  readonly rowCount: number;
  readonly centers: readonly number[];
  /** One list a score. */
  readonly coefficients: readonly Float64Array[];
}

/** An encoded feature: what it adds to each score at a raw value is slope · (value − zero). */
interface Feature {
  readonly slopes: readonly number[];
  readonly centre: number;
  readonly scale: number;
  /** Mean of the scaled feature. */
  readonly mean: number;
  /** What it adds to each score at a raw value. */
  at(value: number): number[];
}

interface Fold {
  readonly feature: (name: string) => Feature | undefined;
  readonly missing: MissingState | undefined;
  readonly oneHot: OneHotState | undefined;
  readonly isStandard: boolean;
  readonly rowCount: number;
  readonly minRows: number;
  readonly base: number[];
  readonly book: FieldBook;
}

const plus = (a: readonly number[], b: readonly number[]): number[] => a.map((value, i) => value + (b[i] as number));
const minus = (a: readonly number[], b: readonly number[]): number[] => a.map((value, i) => value - (b[i] as number));
const times = (a: readonly number[], factor: number): number[] => a.map((value) => value * factor);
const isZero = (a: readonly number[]): boolean => a.every((value) => value === 0);

/**
 * A linear model with its filling, one-hot and scaling written as one formula over the columns that cleaning leaves.
 * What fewer than `minRows` rows had has no number of its own in it: a level or gap so rare counts as what the page makes
 * of a level never met, a column that so few rows fill, or stand out in, as what the other rows hold.
 * @throws portable.refused.unknown-method, portable.refused.many-columns
 */
export function makeLinear(
  state: LinearState | LogisticState,
  encoding: readonly FittedStep[],
  cleaned: readonly Cleaned[],
  book: FieldBook,
  minRows: number,
  weight: number,
): LinearMember {
  const scores = scoresOf(state);
  // As many features as rows could tell what each row's outcome was.
  if (scores.rowCount - scores.features.length - 1 < minRows) {
    const params = { rows: scores.rowCount, features: scores.features.length, minRows };
    throw new CodedError('portable.refused.many-columns', params);
  }
  const scaling = stateOf<ScaleState>(encoding, 'scale');
  const read = new Set<string>();
  const fold: Fold = {
    feature: featureReader(scores, scaling, read),
    missing: stateOf<MissingState>(encoding, 'missing'),
    oneHot: stateOf<OneHotState>(encoding, 'one-hot'),
    isStandard: scaling?.method === 'standard',
    rowCount: scores.rowCount,
    minRows,
    base: [...scores.centers],
    book,
  };
  const terms = cleaned.flatMap((one): (NumberTerm | LevelTerm)[] =>
    one.kind === 'number' ? numberTerm(one, fold) : levelTerm(one, fold),
  );
  const unread = scores.features.find((name) => !read.has(name));
  if (unread !== undefined) throw new CodedError('portable.refused.unknown-method', { method: unread });
  const classes = 'present' in state && state.task === 'multiclass' ? { classes: [...state.present] } : {};
  return { kind: 'linear', weight, base: fold.base.map(coefficient), ...classes, terms };
}

function scoresOf(state: LinearState | LogisticState): Scores {
  const { features, means, rowCount } = state;
  const shared = { features, means, rowCount };
  if (!('present' in state)) return { ...shared, centers: [state.center], coefficients: [state.coefficients] };
  const d = features.length;
  const centers = [...state.centers];
  return {
    ...shared,
    centers,
    coefficients: centers.map((_, set) => state.coefficients.subarray(set * d, set * d + d)),
  };
}

const KNOWN_STEPS: ReadonlySet<string> = new Set(['missing', 'one-hot', 'scale']);

function stateOf<State>(encoding: readonly FittedStep[], id: string): State | undefined {
  const strange = encoding.find(({ step, version }) => !KNOWN_STEPS.has(step) || version !== 1);
  if (strange) throw new CodedError('portable.refused.unknown-method', { method: strange.step });
  return encoding.find(({ step }) => step === id)?.state as State | undefined;
}

function featureReader(
  { features, means, coefficients }: Scores,
  scaling: ScaleState | undefined,
  read: Set<string>,
): Fold['feature'] {
  const places = new Map(features.map((name, j) => [name, j]));
  const scales = new Map(scaling?.method === 'none' ? [] : scaling?.columns.map((entry) => [entry.name, entry]));
  return (name) => {
    const j = places.get(name);
    if (j === undefined) return undefined;
    read.add(name);
    const { centre, scale } = scales.get(name) ?? { centre: 0, scale: 1 };
    const mean = means[j] as number;
    const slopes = coefficients.map((own) => (own[j] as number) / scale);
    const at = (value: number): number[] =>
      coefficients.map((own) => (own[j] as number) * ((value - centre) / scale - mean));
    return { slopes, centre, scale, mean, at };
  };
}

function addToBase(fold: Fold, amounts: readonly number[]): void {
  amounts.forEach((amount, set) => (fold.base[set] = (fold.base[set] as number) + amount));
}

function numberTerm(cleaned: CleanedNumber, fold: Fold): NumberTerm[] {
  const { name, shift } = cleaned;
  const own = fold.feature(name);
  const flag = fold.feature(derivedName(name, 'missing'));
  if (flag) addToBase(fold, flag.at(0));
  if (!own) return [];
  const fill = fold.missing?.numbers.find((entry) => entry.name === name)?.fill ?? own.centre;
  const centre = roundTo(fill + shift, own.scale);
  let slopes: readonly number[] = own.slopes;
  let missing = times(slopes, fill + shift - centre);
  if (flag && cleaned.missing >= fold.minRows) missing = plus(missing, flag.slopes);
  addToBase(fold, own.at(centre - shift));
  if (cleaned.present < fold.minRows) {
    addToBase(fold, missing);
    return [];
  }
  const usual = fewStandOut(cleaned, own, fold);
  if (usual !== undefined) {
    const there = times(slopes, usual + shift - centre);
    addToBase(fold, there);
    missing = minus(missing, there);
    slopes = times(slopes, 0);
  }
  if (isZero(slopes) && isZero(missing)) return [];
  const field = fold.book.use(cleaned);
  return [{ field, centre, slopes: slopes.map(coefficient), missing: missing.map(coefficient) }];
}

function levelTerm(cleaned: CleanedLevels, fold: Fold): LevelTerm[] {
  const { name, levels, unseen } = cleaned;
  const entry = fold.oneHot?.columns.find((one) => one.name === name);
  if (!entry) return [];
  const none = times(fold.base, 0);
  const adds = new Map<string, readonly number[]>([[entry.reference, none]]);
  let average = none;
  for (const level of entry.levels) {
    const feature = fold.feature(oneHotName(name, level));
    if (!feature) continue;
    addToBase(fold, feature.at(0));
    adds.set(level, feature.slopes);
    average = plus(average, times(feature.slopes, feature.centre + feature.scale * feature.mean));
  }
  const addOf = (level: string | undefined): readonly number[] =>
    (level === undefined ? undefined : adds.get(level)) ?? none;
  const filled = fold.missing?.categories.find((one) => one.name === name)?.level ?? MISSING_LEVEL;
  const enough = filled === MISSING_LEVEL ? cleaned.missing >= fold.minRows : isUsable(filled, cleaned);
  const most = levels[0] ?? unseen ?? undefined;
  const missing = enough ? addOf(filled) : most === undefined ? average : addOf(most);
  if (most === undefined) {
    addToBase(fold, missing);
    return [];
  }
  const other = unseen === null ? missing : addOf(unseen);
  const places = [missing, other, ...levels.map(addOf)];
  if (places.every(isZero)) return [];
  const field = fold.book.use(cleaned);
  return [{ field, adds: none.map((_, set) => places.map((add) => coefficient(add[set] as number))) }];
}

const isUsable = (level: string, { levels, unseen }: CleanedLevels): boolean =>
  level === OTHER_LEVEL ? unseen === OTHER_LEVEL : levels.includes(level);
