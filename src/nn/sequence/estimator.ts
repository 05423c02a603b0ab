import type { Estimator, FitContext, FitInput, FitProgress, NetworkLayer } from '../../core/learn/estimator.ts';
import { createFitCheckpoints } from '../../core/learn/fit-checkpoint.ts';
import { journeyColumn, journeyLesson, readJourneys, type JourneyLesson } from '../../core/learn/journey/journeys.ts';
import { calibrateScores } from '../../core/learn/sparse/calibrate.ts';
import type { ClassTarget } from '../../core/learn/task.ts';
import { sampleOf, spreadOver } from '../../core/learn/text/sample.ts';
import type { Table } from '../../core/table/table.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { NetEngine } from '../net/engine.ts';
import { planNet } from '../net/plan.ts';
import { fitNet, type NetCheckpoint } from '../net/train/fit.ts';
import { journeyExamples } from './encode.ts';
import {
  JOURNEY_CNN_DEFAULTS,
  JOURNEY_GRU_DEFAULTS,
  sizeJourneyNet,
  trainerParams,
  type JourneyNetParams,
  type JourneyNetSize,
} from './params.ts';
import { predictJourneyNet, scoreJourneys } from './predict.ts';
import { journeyNetSpec, type JourneyNetKind } from './spec.ts';
import type { JourneyNetState } from './state.ts';
import {
  fitJourneyVocabulary,
  MOST_EVENTS_READ,
  quickJourneyVocabulary,
  type JourneyVocabulary,
} from './vocabulary.ts';

/** What networks for journeys are trained on, and what they read with afterwards; each asked for when it is needed. */
export interface JourneyNetSources {
  readonly engine: () => Promise<NetEngine>;
  readonly kernels: () => Promise<Kernels>;
}

/** Validation rows that epochs and the temperature are judged on; more cost time and change nothing. */
const MOST_JUDGED = 4_000;
/** With fewer the temperature would be chance. */
const LEAST_TO_CALIBRATE = 30;
/** Rows whose journeys say how long they are, and what a drawn network looks like. */
const SAMPLED = 2_000;
/** Share of the epochs from which on the best one is as good as the last. */
const AT_THE_END = 0.8;

interface Prepared {
  readonly lesson: JourneyLesson;
  /** Rows that are learned from. */
  readonly rows: Int32Array;
  /** Rows that epochs are judged on; there may be none. */
  readonly judged: Int32Array;
  readonly vocabulary: JourneyVocabulary;
  readonly size: JourneyNetSize;
}

/** Everything that is learned before the first step, from the training rows alone. */
async function prepare(input: FitInput, params: JourneyNetParams, context: FitContext): Promise<Prepared> {
  const lesson = journeyLesson(input);
  const { journeys, rows: all } = lesson;
  const size = sizeJourneyNet(params, all.length, meanLength(journeys, spreadOver(all, SAMPLED)));
  const rows = sampleOf(all, size.rows, context.seed);
  const vocabulary = await fitJourneyVocabulary(journeys, rows, context.pacer);
  const { validation, weights } = input;
  const counted = validation && weights ? validation.filter((row) => (weights[row] as number) > 0) : validation;
  return { lesson, rows, judged: spreadOver(counted ?? new Int32Array(0), MOST_JUDGED), vocabulary, size };
}

function meanLength(journeys: JourneyLesson['journeys'], rows: Int32Array): number {
  const events = rows.reduce((sum, row) => sum + Math.min(MOST_EVENTS_READ, journeys(row).length), 0);
  return events / Math.max(1, rows.length);
}

/** What puts scores that were learned with all classes weighed alike back to the classes' shares. */
function offsetsOf(
  { codes, classes }: ClassTarget,
  rows: Int32Array,
  weights: Float64Array | undefined,
  kind: JourneyNetParams['classWeights'],
): number[] {
  const sums = classes.map(() => 0);
  for (const row of rows) sums[codes[row] as number] = (sums[codes[row] as number] ?? 0) + (weights?.[row] ?? 1);
  const all = sums.reduce((sum, own) => sum + own, 0);
  const present = sums.filter((own) => own > 0).length;
  return sums.map((own) => (kind === 'none' || own === 0 ? 0 : Math.log((own * present) / all)));
}

function makeJourneyNet(
  kind: JourneyNetKind,
  defaults: JourneyNetParams,
  sources: JourneyNetSources,
): Estimator<JourneyNetParams, JourneyNetState> {
  const named = { id: `journey-${kind}`, version: 1 };

  async function* fit(
    input: FitInput,
    params: JourneyNetParams,
    context: FitContext,
  ): AsyncGenerator<FitProgress, JourneyNetState> {
    const { pacer, seed } = context;
    await pacer.pause();
    const { lesson, rows, judged, vocabulary, size } = await prepare(input, params, context);
    const { journeys, target, column } = lesson;
    const { weights } = input;
    const examples = (some: Int32Array) => journeyExamples(vocabulary, journeys, target, some, weights, pacer);
    const trainer = trainerParams(params, size);
    const learned = yield* fitNet({
      spec: journeyNetSpec(kind, params, size, vocabulary, target.classes.length),
      train: await examples(rows),
      ...(judged.length > 0 ? { validation: await examples(judged) } : {}),
      params: trainer,
      seed,
      engine: sources.engine,
      pacer,
      checkpoints: createFitCheckpoints<NetCheckpoint>(
        { estimator: named.id, version: named.version, input, params },
        context,
        1,
      ),
    });
    const { spec, parameters, epochs } = learned;
    const offsets = offsetsOf(target, rows, weights, params.classWeights);
    const planned = trainer.stopAfter ?? trainer.epochs;
    const { task } = target;
    const state = {
      task,
      classes: [...target.classes],
      column,
      vocabulary,
      spec,
      parameters,
      offsets,
      epochs,
      planned,
    };
    if (judged.length < LEAST_TO_CALIBRATE) return { ...state, temperature: params.temperature };
    const scores = await scoreJourneys(state, journeys, judged, await sources.kernels(), pacer);
    const codes = Int32Array.from(judged, (row) => target.codes[row] as number);
    return { ...state, temperature: calibrateScores(scores, codes, target.classes.length).temperature };
  }

  return {
    ...named,
    tasks: ['binary', 'multiclass'],
    encoding: 'raw',
    defaults,
    fit,
    predict: async (features, state, signal) => predictJourneyNet(features, state, await sources.kernels(), signal),
    // The learning rate falls to nothing: where the best came at the end, the whole way is to be gone again.
    iterations: ({ epochs, planned }) => (epochs < AT_THE_END * planned ? epochs : undefined),
    withIterations: (params, iterations) => ({ ...params, stopAfter: iterations }),
    settled: (params, states) => ({ ...params, temperature: middleOf(states.map(({ temperature }) => temperature)) }),
    layers: (params, features, outputs) => drawnLayers(kind, params, features, outputs),
  };
}

/** Temperatures are ratios: their geometric mean. */
const middleOf = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** What a network of these settings looks like on such journeys. */
function drawnLayers(
  kind: JourneyNetKind,
  params: JourneyNetParams,
  features: Table,
  outputs: number,
): readonly NetworkLayer[] {
  const journeys = readJourneys(features, journeyColumn(features));
  const all = Int32Array.from({ length: features.rowCount }, (_, i) => i);
  const rows = spreadOver(all, SAMPLED);
  const size = sizeJourneyNet(params, features.rowCount, meanLength(journeys, rows));
  const spec = journeyNetSpec(kind, params, size, quickJourneyVocabulary(journeys, rows), outputs);
  const drawn = planNet(spec).summaries.map(({ kind: name, shape, parameters }) => ({
    name,
    units: shape.at(-1) ?? 0,
    shape,
    parameters,
  }));
  return [{ name: 'steps', units: 1, shape: [null] }, ...drawn];
}

/** Reads a journey event by event; what it remembers at the end says what comes next (Cho and others 2014). */
export const makeJourneyGru = (sources: JourneyNetSources): Estimator<JourneyNetParams, JourneyNetState> =>
  makeJourneyNet('gru', JOURNEY_GRU_DEFAULTS, sources);

/** The same with a memory apart from what it says (Hochreiter and Schmidhuber 1997). */
export const makeJourneyLstm = (sources: JourneyNetSources): Estimator<JourneyNetParams, JourneyNetState> =>
  makeJourneyNet('lstm', JOURNEY_GRU_DEFAULTS, sources);

/** Looks for one to three events in a row, wherever they are. */
export const makeJourneyCnn = (sources: JourneyNetSources): Estimator<JourneyNetParams, JourneyNetState> =>
  makeJourneyNet('cnn', JOURNEY_CNN_DEFAULTS, sources);
