/**
 * What `PortableModel.pipeline` holds. A field is a number or a place among levels, read off one input; members say
 * what fields add up to. All of it is plain JSON; `schema.ts` checks it before `predict.ts` may read it.
 */
export interface PortablePipeline {
  readonly fields: readonly PortableField[];
  readonly members: readonly PortableMember[];
}

/**
 * A number: the input's value; of a date the days since 1970 or the hour, of a text its length. NaN where the input is
 * missing (a missing text has length 0).
 */
export interface NumberField {
  /** Position among the inputs. */
  readonly from: number;
  readonly as: 'value' | 'days' | 'hour' | 'characters' | 'words';
  /** Values are drawn in to here; null leaves that end open. */
  readonly clip?: readonly [number | null, number | null];
}

/** A place: 0 missing, 1 none of those known, 2 + k the k-th level. */
export interface LevelField {
  readonly from: number;
  /** `level`: the input's own levels. Months from 0, weekdays from Monday as 0, as far as `levels` names them. */
  readonly as: 'level' | 'month' | 'weekday';
  readonly levels?: readonly number[];
}

export type PortableField = NumberField | LevelField;

/** Places that precede those of the levels. */
export const MISSING_PLACE = 0;
export const UNSEEN_PLACE = 1;
export const FIRST_LEVEL_PLACE = 2;

/** Mean, or the share of each class, whatever the row says. */
export interface ConstantMember {
  readonly kind: 'constant';
  readonly weight: number;
  readonly values: readonly number[];
}

/** slope · (x − centre), or `missing` where x is. */
export interface NumberTerm {
  readonly field: number;
  readonly centre: number;
  /** One a score. */
  readonly slopes: readonly number[];
  readonly missing: readonly number[];
}

/** What each place adds. */
export interface LevelTerm {
  readonly field: number;
  /** One list a score, one number a place. */
  readonly adds: readonly (readonly number[])[];
}

/** Scores are base + Σ terms: the number itself, the log-odds of "yes", or one score a class that goes into a softmax. */
export interface LinearMember {
  readonly kind: 'linear';
  readonly weight: number;
  readonly base: readonly number[];
  /** Several classes: which of them the scores are about; the others have probability 0. */
  readonly classes?: readonly number[];
  readonly terms: readonly (NumberTerm | LevelTerm)[];
}

/**
 * Boosted trees, in turn one a score. Each tree is written in preorder, a split's left side before its right one, in
 * three rows of base-64 digits that are read side by side: what each node is, what each split asks, what each leaf adds.
 */
export interface TreeMember {
  readonly kind: 'trees';
  readonly weight: number;
  readonly base: readonly number[];
  /** Fields that are split, named below by their position here. */
  readonly fields: readonly number[];
  /** Of a number field its thresholds, rising; of a level field sets of places, `1` for each place that goes left. */
  readonly cuts: readonly (readonly number[] | readonly string[])[];
  /** Digits a node, a split and a leaf. */
  readonly widths: readonly [number, number, number];
  /** 0 for a leaf, else 1 + position in `fields`. */
  readonly nodes: string;
  /** Number field: 2 · threshold, + 1 where missing goes left. Level field: the set. */
  readonly splits: string;
  /** Value / unit, moved by half of what the digits hold so that none is negative. */
  readonly leaves: string;
  readonly unit: number;
}

export type PortableMember = ConstantMember | LinearMember | TreeMember;

export function isNumberField(field: PortableField): field is NumberField {
  return field.as !== 'level' && field.as !== 'month' && field.as !== 'weekday';
}

/** Largest size of any number in a portable model; numbers typed by the reader are drawn in to it, so that no sum overflows. */
export const LARGEST = 1e100;
