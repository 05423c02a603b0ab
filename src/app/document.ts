import * as v from 'valibot';
import { DELIMITERS, PICTURE_SIZES, TEXT_ENCODINGS } from '../core/ingest/types.ts';
import { FAMILIES, LENS_IDS } from '../lenses/predict/question.ts';
import type { Format } from '../storage/record.ts';
import type { ProjectAction, ProjectDocument } from './project.ts';

const Kind = v.picklist(['number', 'date', 'category', 'text', 'image']);
const Kinds = v.array(v.tuple([v.string(), Kind]));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Pixels along an edge. */
const Side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(512));

const Read = v.looseObject({
  encoding: v.optional(v.picklist(TEXT_ENCODINGS)),
  delimiter: v.optional(v.picklist(DELIMITERS)),
  header: v.optional(v.boolean()),
  decimal: v.optional(v.picklist(['.', ','])),
  dateOrder: v.optional(v.picklist(['ymd', 'dmy', 'mdy'])),
  kinds: v.optional(Kinds),
  missing: v.optional(v.array(v.string())),
  pictureSize: v.optional(v.picklist(PICTURE_SIZES)),
  pictureShape: v.optional(v.looseObject({ width: Side, height: Side })),
});

const Combine = v.variant('kind', [
  v.looseObject({ kind: v.literal('single'), file: v.string() }),
  v.looseObject({ kind: v.literal('append'), files: v.array(v.string()) }),
  v.looseObject({
    kind: v.literal('join'),
    left: v.string(),
    right: v.string(),
    leftKey: v.string(),
    rightKey: v.string(),
  }),
]);

const Split = v.variant('kind', [
  v.looseObject({ kind: v.literal('random'), testShare: Share }),
  v.looseObject({ kind: v.literal('time'), column: v.string(), testShare: Share }),
  v.looseObject({ kind: v.literal('entity'), column: v.string(), testShare: Share }),
  v.looseObject({ kind: v.literal('column'), column: v.string() }),
  v.looseObject({ kind: v.literal('snapshots'), column: v.string(), testShare: Share, from: v.optional(v.string()) }),
]);

/** Days: fractions for horizons of hours. */
const Days = v.pipe(v.number(), v.minValue(1 / 1440), v.maxValue(36_525));

const Sequence = v.looseObject({
  entity: v.string(),
  event: v.string(),
  time: v.string(),
  properties: v.array(v.string()),
  ask: v.picklist(['do', 'leave', 'next']),
  outcome: v.optional(v.string()),
  horizonDays: Days,
  lookBackDays: Days,
  everyDays: v.optional(Days),
  onlyFirst: v.optional(v.literal(true)),
});

const RowsQuestion = v.looseObject({
  lens: v.picklist(LENS_IDS),
  target: v.string(),
  task: v.picklist(['regression', 'binary', 'multiclass']),
  positive: v.optional(v.string()),
  columns: v.array(v.string()),
  split: Split,
  shape: v.optional(v.looseObject({ height: Side, width: Side, channels: v.picklist([1, 3]) })),
  inbox: v.optional(
    v.looseObject({ date: v.optional(v.string()), rating: v.optional(v.string()), answers: v.optional(v.string()) }),
  ),
  sequence: v.optional(Sequence),
});

/** Far more steps and columns than a table has. */
const Steps = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const Columns = v.pipe(v.array(v.string()), v.maxLength(1_000_000));

const SeriesLayout = v.variant('kind', [
  v.looseObject({ kind: v.literal('long'), value: v.optional(v.string()), by: v.optional(v.string()) }),
  v.looseObject({ kind: v.literal('wide'), columns: Columns }),
  v.looseObject({ kind: v.literal('across'), columns: Columns, name: v.optional(v.string()) }),
]);

const ForecastQuestion = v.looseObject({
  lens: v.literal('forecast'),
  target: v.string(),
  reading: v.looseObject({
    time: v.string(),
    layout: SeriesLayout,
    step: v.optional(
      v.looseObject({
        unit: v.picklist(['minute', 'hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year']),
        count: Steps,
      }),
    ),
    gather: v.picklist(['sum', 'mean', 'last', 'count']),
    gaps: v.picklist(['zero', 'line', 'forward', 'refuse']),
    leavePartialOut: v.boolean(),
    known: Columns,
  }),
  horizon: Steps,
  addUp: v.boolean(),
  neverNegative: v.optional(v.boolean()),
});

const Question = v.variant('lens', [RowsQuestion, ForecastQuestion]);

const Settings = v.looseObject({
  preset: v.picklist(['quick', 'balanced', 'thorough']),
  backend: v.picklist(['auto', 'webgl', 'wasm']),
  seed: v.number(),
  families: v.array(v.picklist(FAMILIES)),
  linear: v.picklist(['auto', 'ols']),
  network: v.optional(v.record(v.string(), v.union([v.number(), v.string(), v.boolean(), v.array(v.number())]))),
});

const Recipe = v.array(v.looseObject({ step: v.string(), on: v.boolean() }));

/** What a training is asked. */
export const Plan = v.looseObject({ question: Question, recipe: Recipe, settings: Settings });

/** A row of a table. */
const Row = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const LabelChanges = v.array(v.tuple([Row, v.nullable(v.string())]));

const Labels = v.looseObject({
  column: v.string(),
  of: v.string(),
  rows: Row,
  print: v.string(),
  levels: v.array(v.string()),
  codes: v.string(),
  changes: v.optional(LabelChanges),
});

const Topics = v.looseObject({
  column: v.string(),
  rows: Row,
  print: v.string(),
  found: v.array(v.looseObject({ id: Row, words: v.array(v.string()) })),
  draft: v.looseObject({
    names: v.record(v.string(), v.string()),
    into: v.record(v.string(), Row),
    dropped: v.array(Row),
    byHand: LabelChanges,
  }),
});

const Money = v.looseObject({
  currency: v.string(),
  valuePerRow: v.optional(v.number()),
  costPerRow: v.optional(v.number()),
  effect: v.optional(v.number()),
  wrongAnswer: v.optional(v.number()),
  handOver: v.optional(v.number()),
  strangers: v.optional(Share),
  prevalence: v.optional(v.looseObject({ target: v.string(), positive: v.string(), share: Share })),
});

const Action = v.variant('type', [
  v.looseObject({ type: v.literal('renamed'), name: v.string() }),
  v.looseObject({
    type: v.literal('files-added'),
    files: v.array(v.looseObject({ id: v.string(), name: v.string(), byteLength: v.number(), read: Read })),
  }),
  v.looseObject({ type: v.literal('file-removed'), id: v.string() }),
  v.looseObject({ type: v.literal('read-changed'), id: v.string(), read: Read }),
  v.looseObject({ type: v.literal('combine-set'), combine: v.nullable(Combine) }),
  v.looseObject({ type: v.literal('kind-set'), column: v.string(), kind: v.nullable(Kind) }),
  v.looseObject({ type: v.literal('labels-set'), column: v.string(), labels: v.nullable(Labels) }),
  v.looseObject({ type: v.literal('labels-changed'), column: v.string(), changes: LabelChanges }),
  v.looseObject({ type: v.literal('topics-set'), topics: Topics, naming: v.optional(Row) }),
  v.looseObject({ type: v.literal('question-set'), question: Question, auto: v.optional(v.literal(true)) }),
  v.looseObject({
    type: v.literal('recipe-set'),
    recipe: Recipe,
    auto: v.optional(v.literal(true)),
  }),
  v.looseObject({ type: v.literal('settings-set'), settings: Settings }),
  v.looseObject({ type: v.literal('threshold-set'), threshold: v.nullable(Share) }),
  v.looseObject({ type: v.literal('hand-over-set'), threshold: v.nullable(Share) }),
  v.looseObject({ type: v.literal('money-set'), money: Money }),
]);

/** How a saved project is checked before it is opened. */
export const PROJECT: Format = {
  format: 'sightglass.project',
  version: 1,
  schema: v.looseObject({ id: v.string(), actions: v.array(Action) }),
};

/** The saved form of a project. */
export const toDocument = (id: string, actions: readonly ProjectAction[]): ProjectDocument => ({
  format: 'sightglass.project',
  version: 1,
  id,
  actions,
});
