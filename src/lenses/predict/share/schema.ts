import * as v from 'valibot';
import { FAMILIES } from '../question.ts';
import { PortableSchema } from '../portable/schema.ts';
import { CARDS, EVIDENCE, KINDS, METRICS, RULES, TASKS, VERDICTS } from './codes.ts';
import * as most from './limits.ts';
import type { SharedPredict } from './types.ts';
import { isId, VERDICT_NUMBERS, VERDICT_WORDS } from './verdict.ts';

const Figure = v.pipe(v.number(), v.finite());
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Word = v.pipe(v.string(), v.maxLength(most.LONGEST_WORD));
const Id = v.pipe(v.string(), v.check(isId));
const Metric = v.picklist(METRICS);
const Kind = v.picklist(KINDS);
const estimate = { value: Figure, low: Figure, high: Figure };
const list = <T>(item: v.GenericSchema<unknown, T>, longest: number) => v.pipe(v.array(item), v.maxLength(longest));

const Split = v.variant('kind', [
  v.strictObject({ kind: v.literal('snapshots'), column: Word, testShare: Share }),
  v.strictObject({ kind: v.literal('random'), testShare: Share }),
  v.strictObject({ kind: v.literal('time'), column: Word, testShare: Share }),
  v.strictObject({ kind: v.literal('entity'), column: Word, testShare: Share }),
  v.strictObject({ kind: v.literal('column'), column: Word }),
]);

const named = <K extends string, S extends v.GenericSchema>(names: readonly K[], schema: S): Record<K, S> =>
  Object.fromEntries(names.map((name) => [name, schema])) as Record<K, S>;

const Verdict = v.strictObject({
  code: v.picklist(VERDICTS),
  params: v.strictObject({
    ...named(VERDICT_NUMBERS, v.exactOptional(Figure)),
    ...named(VERDICT_WORDS, v.exactOptional(Id)),
  }),
});

const Band = v.strictObject({ from: Share, yes: Count, no: Count, mean: Share });

const Group = v.strictObject({
  count: Count,
  predicted: Figure,
  middle: Figure,
  low: v.exactOptional(Figure),
  high: v.exactOptional(Figure),
});

const Dependence = v.strictObject({
  column: Word,
  kind: Kind,
  ofClass: v.exactOptional(Word),
  rowCount: Count,
  points: list(
    v.strictObject({ x: Figure, level: v.exactOptional(Word), y: Figure, density: Share }),
    most.MOST_POINTS,
  ),
});

const Formula = v.strictObject({
  estimator: Id,
  rowCount: Count,
  penalty: Figure,
  intercept: Figure,
  isChosen: v.boolean(),
  heldTerms: v.exactOptional(Count),
  coefficients: list(
    v.strictObject({
      column: Word,
      level: v.exactOptional(Word),
      value: Figure,
      standardError: v.exactOptional(Figure),
      low: v.exactOptional(Figure),
      high: v.exactOptional(Figure),
      pValue: v.exactOptional(Share),
    }),
    most.MOST_TERMS,
  ),
  references: v.exactOptional(list(v.strictObject({ column: Word, level: Word }), most.MOST_TERMS)),
});

const Condition = v.strictObject({
  column: Word,
  kind: Kind,
  low: v.exactOptional(Figure),
  high: v.exactOptional(Figure),
  levels: v.exactOptional(list(Word, most.MOST_LEVELS)),
  missing: v.exactOptional(v.boolean()),
});

const Card = v.strictObject({
  code: v.picklist(CARDS),
  params: v.strictObject({
    target: v.exactOptional(Word),
    class: v.exactOptional(Word),
    share: v.exactOptional(Share),
    rows: v.exactOptional(Count),
  }),
  segment: list(Condition, most.MOST_CONDITIONS),
  validationRows: Count,
  allRows: Count,
  rate: v.strictObject(estimate),
  overallRate: Figure,
  deviation: v.exactOptional(Figure),
  adjustedPValue: Share,
  segmentsTried: Count,
  evidence: v.picklist(EVIDENCE),
  rounded: v.exactOptional(v.literal(true)),
  why: list(Word, most.MOST_CONDITIONS),
});

const Body = v.strictObject({
  target: Word,
  task: v.picklist(TASKS),
  classes: v.exactOptional(v.pipe(v.array(Word), v.minLength(2), v.maxLength(most.MOST_CLASSES))),
  rows: v.strictObject({ total: Count, train: Count, validation: Count, test: Count }),
  split: Split,
  chosen: v.strictObject({ estimator: Id, family: v.picklist([...FAMILIES, 'baseline', 'blend', 'smoothing']) }),
  verdict: Verdict,
  selectionMetric: Metric,
  test: list(v.strictObject({ metric: Metric, ...estimate, baseline: Figure }), METRICS.length),
  threshold: v.exactOptional(v.strictObject({ value: Share, rule: v.picklist(RULES) })),
  bands: v.exactOptional(list(Band, most.MOST_BANDS)),
  confusion: v.exactOptional(list(list(v.nullable(Count), most.MOST_CLASSES), most.MOST_CLASSES)),
  groups: v.exactOptional(list(Group, most.MOST_GROUPS)),
  residuals: v.exactOptional(
    v.strictObject({ edges: list(Figure, most.MOST_BINS + 1), counts: list(Count, most.MOST_BINS) }),
  ),
  typicalError80: v.exactOptional(Figure),
  importances: v.exactOptional(list(v.strictObject({ column: Word, metric: Metric, ...estimate }), most.MOST_DRIVERS)),
  dependence: v.exactOptional(list(Dependence, most.MOST_DEPENDENCES)),
  formula: v.exactOptional(Formula),
  cards: v.exactOptional(list(Card, most.MOST_CARDS)),
  money: v.exactOptional(
    v.strictObject({
      currency: v.pipe(v.string(), v.maxLength(10)),
      valuePerRow: v.exactOptional(Figure),
      costPerRow: v.exactOptional(Figure),
      effect: v.exactOptional(Figure),
    }),
  ),
  model: v.exactOptional(PortableSchema),
});

/**
 * The body of a shared prediction report, from outside and untrusted. What it lets through can be drawn: lists and words
 * are bounded, numbers finite, sets closed, parts fit each other, and a name that is not listed (`__proto__` too) is
 * refused.
 */
export const SharedPredictSchema: v.GenericSchema<unknown, SharedPredict> = v.pipe(
  Body,
  v.check((body) => fitsTask(body), 'parts of another task'),
  v.check(
    ({ bands }) => !bands || (bands[0]?.from === 0 && isRising(bands.map(({ from }) => from))),
    'bands out of order',
  ),
  v.check((body) => countsFit(body), 'counts that contradict each other'),
  v.check(({ residuals }) => !residuals || isHistogram(residuals), 'bins that do not fit their edges'),
);

function fitsTask({ task, classes, bands, confusion, groups, model }: SharedPredict): boolean {
  const k = classes?.length ?? 0;
  if (model && model.task !== task) return false;
  switch (task) {
    case 'regression':
      return !classes && !bands && !confusion;
    case 'binary':
      return k === 2 && !confusion && !groups;
    case 'multiclass':
      return (
        k >= 2 &&
        !bands &&
        !groups &&
        (!confusion || (confusion.length === k && confusion.every((row) => row.length === k)))
      );
  }
}

/** Counts of the test rows are of no more rows than there are. */
function countsFit({ rows, bands, confusion, groups }: SharedPredict): boolean {
  const inBands = bands?.reduce((sum, { yes, no }) => sum + yes + no, 0);
  const inCells = confusion?.flat().reduce<number>((sum, cell) => sum + (cell ?? 0), 0) ?? 0;
  const inGroups = groups?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (inBands === undefined || inBands === rows.test) && inCells <= rows.test && inGroups <= rows.test;
}

const isRising = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value > (values[i - 1] as number));

const isHistogram = ({ edges, counts }: NonNullable<SharedPredict['residuals']>): boolean =>
  edges.length === counts.length + 1 && isRising(edges);
