import * as v from 'valibot';
import { MOST_DIGITS } from './digits.ts';
import { LARGEST } from './format.ts';
import type { PortableModel } from './types.ts';
import { isWhole } from './whole.ts';

/** Bounds that no model of a page's size reaches; they keep a made-up one from filling the reader's memory. */
const MOST_INPUTS = 2_000;
const MOST_FIELDS = 8_000;
const MOST_LEVELS = 10_000;
const MOST_CLASSES = 1_000;
const MOST_CUTS = 50_000;
const MOST_MEMBERS = 20;
const LONGEST_WORD = 10_000;
const MOST_CHARACTERS = 8_000_000;

const Figure = v.pipe(v.number(), v.finite(), v.minValue(-LARGEST), v.maxValue(LARGEST));
const Position = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Word = v.pipe(v.string(), v.maxLength(LONGEST_WORD));
const Figures = v.pipe(v.array(Figure), v.maxLength(MOST_LEVELS + 2));
const Digits = v.pipe(v.string(), v.maxLength(MOST_CHARACTERS), v.regex(/^[\w-]*$/));
const Width = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MOST_DIGITS));
const PlaceSet = v.pipe(v.string(), v.maxLength(MOST_LEVELS + 2), v.regex(/^[01]*$/));
const Weight = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const Input = v.strictObject({
  name: Word,
  kind: v.picklist(['number', 'date', 'category', 'text', 'image']),
  levels: v.exactOptional(v.pipe(v.array(Word), v.maxLength(MOST_LEVELS))),
  low: v.exactOptional(Figure),
  high: v.exactOptional(Figure),
  typical: v.nullable(v.union([Figure, Word])),
});

const Field = v.variant('as', [
  v.strictObject({
    from: Position,
    as: v.picklist(['value', 'days', 'hour', 'characters', 'words']),
    clip: v.exactOptional(v.strictTuple([v.nullable(Figure), v.nullable(Figure)])),
  }),
  v.strictObject({ from: Position, as: v.literal('level') }),
  v.strictObject({
    from: Position,
    as: v.picklist(['month', 'weekday']),
    levels: v.pipe(v.array(Position), v.maxLength(12)),
  }),
]);

const Term = v.union([
  v.strictObject({ field: Position, centre: Figure, slopes: Figures, missing: Figures }),
  v.strictObject({ field: Position, adds: v.pipe(v.array(Figures), v.maxLength(MOST_CLASSES)) }),
]);

const Member = v.variant('kind', [
  v.strictObject({ kind: v.literal('constant'), weight: Weight, values: Figures }),
  v.strictObject({
    kind: v.literal('linear'),
    weight: Weight,
    base: Figures,
    classes: v.exactOptional(v.pipe(v.array(Position), v.maxLength(MOST_CLASSES))),
    terms: v.pipe(v.array(Term), v.maxLength(MOST_FIELDS)),
  }),
  v.strictObject({
    kind: v.literal('trees'),
    weight: Weight,
    base: Figures,
    fields: v.pipe(v.array(Position), v.maxLength(MOST_FIELDS)),
    cuts: v.pipe(
      v.array(v.pipe(v.union([v.array(Figure), v.array(PlaceSet)]), v.maxLength(MOST_CUTS))),
      v.maxLength(MOST_FIELDS),
    ),
    widths: v.strictTuple([Width, Width, Width]),
    nodes: Digits,
    splits: Digits,
    leaves: Digits,
    unit: v.pipe(Figure, v.minValue(0)),
  }),
]);

const Pipeline = v.strictObject({
  fields: v.pipe(v.array(Field), v.maxLength(MOST_FIELDS)),
  members: v.pipe(v.array(Member), v.minLength(1), v.maxLength(MOST_MEMBERS)),
});

/**
 * A portable model that came from somebody else. What it lets through can be asked anything: `predictPortable` neither
 * throws nor walks for longer than the model is, and says a finite number, or probabilities that sum to 1.
 */
export const PortableSchema: v.GenericSchema<unknown, PortableModel> = v.pipe(
  v.strictObject({
    version: v.literal(1),
    task: v.picklist(['regression', 'binary', 'multiclass']),
    classes: v.exactOptional(v.pipe(v.array(Word), v.minLength(2), v.maxLength(MOST_CLASSES))),
    inputs: v.pipe(v.array(Input), v.maxLength(MOST_INPUTS)),
    pipeline: Pipeline,
  }),
  v.check((model) => isWhole(model), 'the parts of the model do not fit together'),
);
