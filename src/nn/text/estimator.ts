import type { Estimator, FitContext, FitInput, FitProgress, NetworkLayer } from '../../core/learn/estimator.ts';
import { createFitCheckpoints, type FitCheckpoints } from '../../core/learn/fit-checkpoint.ts';
import { calibrateScores } from '../../core/learn/sparse/calibrate.ts';
import { readRows, textLesson, type TextLesson } from '../../core/learn/text/texts.ts';
import { sampleOf, spreadOver } from '../../core/learn/text/sample.ts';
import type { TrainRows } from '../../core/prepare/rows.ts';
import type { Table } from '../../core/table/table.ts';
import { detectLanguage } from '../../core/text/language.ts';
import { makeSequencer } from '../../core/text/tokens.ts';
import { defaultVocabulary, fitVocabulary, vocabularySize, type VocabularyState } from '../../core/text/vocabulary.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { NetEngine } from '../net/engine.ts';
import { planNet } from '../net/plan.ts';
import { fitNet, type NetCheckpoint, type NetState } from '../net/train/fit.ts';
import { textExamples } from './examples.ts';
import {
  sizeTextNet,
  TEXT_CNN_DEFAULTS,
  TEXT_GRU_DEFAULTS,
  trainerParams,
  type TextNetParams,
  type TextNetSize,
} from './params.ts';
import { embedTexts, markWithNet, predictTextNet, scoreTexts } from './predict.ts';
import { textNetSpec, type TextNetKind } from './spec.ts';
import type { TextNetState } from './state.ts';

/** What networks for texts are trained on, and what they read with afterwards; each asked for when it is needed. */
export interface TextNetSources {
  readonly engine: () => Promise<NetEngine>;
  readonly kernels: () => Promise<Kernels>;
}

/** Networks that are done, and where the next one stands. */
interface Standing {
  readonly done: readonly NetState[];
  readonly net?: NetCheckpoint;
}

/** Validation rows that epochs and the temperature are judged on; more cost time and change nothing. */
const MOST_JUDGED = 5_000;
/** With fewer the temperature would be chance. */
const LEAST_TO_CALIBRATE = 30;
const SAMPLED = 2_000;
/** Share of the epochs from which on the best one is as good as the last. */
const AT_THE_END = 0.8;

interface Prepared {
  readonly lesson: TextLesson;
  /** Rows that are learned from. */
  readonly rows: Int32Array;
  readonly vocabulary: VocabularyState;
  readonly size: TextNetSize;
}

/** Everything that is learned before the first step, from the training rows alone. */
async function prepare(input: FitInput, params: TextNetParams, context: FitContext, most?: number): Promise<Prepared> {
  const lesson = textLesson(input);
  const { texts, rows: all } = lesson;
  const some = Array.from(spreadOver(all, SAMPLED), texts);
  const language = detectLanguage(some);
  const sequence = makeSequencer(language);
  const tokens = some.reduce((sum, text) => sum + sequence(text).length, 0) / some.length;
  const size = sizeTextNet(params, all.length, tokens, input.validation ? 1 : most);
  const rows = sampleOf(all, size.rows, context.seed);
  // Drawn from the training rows, they keep their purpose.
  const wanted = defaultVocabulary(language, rows.length);
  const vocabulary = await fitVocabulary(texts, rows as TrainRows, wanted, context.pacer);
  return { lesson, rows, vocabulary, size };
}

/** Checkpoints of one network of several. */
const ofNet = (
  outer: FitCheckpoints<Standing>,
  done: readonly NetState[],
  from: NetCheckpoint | undefined,
  epochs: number,
): FitCheckpoints<NetCheckpoint> => ({
  resume: async () => from,
  due: (epoch) => outer.due(done.length * epochs + epoch),
  tell: (net) => outer.tell({ done, net }),
});

interface Options {
  readonly kind: TextNetKind;
  readonly id: string;
  readonly defaults: TextNetParams;
  /** Networks that are averaged at most. */
  readonly most: number;
}

function makeTextNet(
  { kind, id, defaults, most }: Options,
  sources: TextNetSources,
): Estimator<TextNetParams, TextNetState> {
  const named = { id, version: 1 };

  async function* fit(
    input: FitInput,
    params: TextNetParams,
    context: FitContext,
  ): AsyncGenerator<FitProgress, TextNetState> {
    const { pacer, seed } = context;
    await pacer.pause();
    const { lesson, rows, vocabulary, size } = await prepare(input, params, context, most);
    const { texts, target } = lesson;
    const { weights } = input;
    const train = await textExamples(vocabulary, texts, target, rows, weights, pacer);
    const watched = input.validation && spreadOver(withWeight(input.validation, weights), MOST_JUDGED);
    const judged =
      watched && watched.length > 0
        ? await textExamples(vocabulary, texts, target, watched, weights, pacer)
        : undefined;
    const spec = textNetSpec(kind, params, size, vocabularySize(vocabulary), target.classes.length);
    const trainer = trainerParams(params, size);
    const run = trainer.stopAfter ?? trainer.epochs;
    const checkpoints = createFitCheckpoints<Standing>(
      { estimator: id, version: named.version, input, params },
      context,
      1,
    );
    const before = await checkpoints.resume();
    const done: NetState[] = [...(before?.done ?? [])];
    while (done.length < size.nets) {
      const past = done.length;
      const training = fitNet({
        spec,
        train: train.source,
        ...(judged ? { validation: judged.source } : {}),
        params: trainer,
        seed: seed + 1_000 * past,
        engine: sources.engine,
        pacer,
        checkpoints: ofNet(checkpoints, [...done], past === before?.done.length ? before.net : undefined, run),
      });
      for (;;) {
        const step = await training.next();
        if (step.done) {
          done.push(step.value);
          break;
        }
        const { loss: _, validationLoss: _judged, validationAccuracy: _right, ...now } = step.value;
        // One curve is drawn, the first net's: the others would begin it anew again and again.
        const curve = past === 0 ? step.value : now;
        yield { ...curve, done: past * run + step.value.done, total: size.nets * run };
      }
    }
    const [first] = done;
    const temperature =
      judged && first && judged.source.count >= LEAST_TO_CALIBRATE
        ? calibrateScores(
            await scoreTexts(spec, first.parameters, judged.encoded, await sources.kernels(), pacer),
            judged.source.codes,
            target.classes.length,
          ).temperature
        : params.temperature;
    return {
      task: target.task,
      classes: [...target.classes],
      vocabulary,
      spec,
      nets: done.map(({ parameters }) => parameters),
      epochs: Math.round(done.reduce((sum, { epochs }) => sum + epochs, 0) / done.length),
      planned: run,
      temperature,
      ...(rows.length < lesson.rows.length ? { sampled: rows.length } : {}),
    };
  }

  return {
    ...named,
    tasks: ['binary', 'multiclass'],
    encoding: 'raw',
    defaults,
    fit,
    predict: async (features, state, signal) => predictTextNet(features, state, await sources.kernels(), signal),
    // The learning rate falls to nothing: where the best came at the end, the whole way is to be gone again.
    iterations: ({ epochs, planned }) => (epochs < AT_THE_END * planned ? epochs : undefined),
    withIterations: (params, iterations) => ({ ...params, stopAfter: iterations }),
    settled: (params, states) => ({ ...params, temperature: middleOf(states.map(({ temperature }) => temperature)) }),
    layers: (params, features, outputs) => drawnLayers(kind, params, features, outputs),
    text: {
      marks: async (text, state, code) => markWithNet(text, state, code, await sources.kernels()),
      embed: async (features, state, signal) => embedTexts(features, state, await sources.kernels(), signal),
      sampled: ({ sampled }) => sampled,
    },
  };
}

const withWeight = (rows: Int32Array, weights: Float64Array | undefined): Int32Array =>
  weights ? rows.filter((row) => (weights[row] as number) > 0) : rows;

/** Temperatures are ratios: their geometric mean. */
const middleOf = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** What a network of these settings looks like on such texts. */
function drawnLayers(
  kind: TextNetKind,
  params: TextNetParams,
  features: Table,
  outputs: number,
): readonly NetworkLayer[] {
  const texts = readRows(features);
  const rows = Int32Array.from({ length: features.rowCount }, (_, i) => i);
  const language = detectLanguage(Array.from(spreadOver(rows, SAMPLED), texts));
  const sequence = makeSequencer(language);
  const { minimumCount, mostWords } = defaultVocabulary(language, rows.length);
  const inRows = new Map<string, number>();
  let tokens = 0;
  for (const row of rows) {
    const words = sequence(texts(row));
    tokens += words.length;
    for (const word of new Set(words)) inRows.set(word, (inRows.get(word) ?? 0) + 1);
  }
  const known = [...inRows.values()].filter((count) => count >= minimumCount).length;
  const size = sizeTextNet(params, rows.length, tokens / Math.max(1, rows.length));
  const spec = textNetSpec(kind, params, size, Math.min(known, mostWords) + 2, outputs);
  const drawn = planNet(spec).summaries.map(({ kind: name, shape, parameters }) => ({
    name,
    units: shape.at(-1) ?? 0,
    shape,
    parameters,
  }));
  return [{ name: 'tokens', units: 1, shape: [null] }, ...drawn];
}

/** Embeddings, convolutions of several widths and their maxima (Kim 2014). */
export const makeTextCnn = (sources: TextNetSources): Estimator<TextNetParams, TextNetState> =>
  makeTextNet({ kind: 'cnn', id: 'text-cnn', defaults: TEXT_CNN_DEFAULTS, most: 3 }, sources);

/** Embeddings, and a gated recurrent unit from both ends; each takes twice as long as a CNN, so one has to do. */
export const makeTextGru = (sources: TextNetSources): Estimator<TextNetParams, TextNetState> =>
  makeTextNet({ kind: 'gru', id: 'text-gru', defaults: TEXT_GRU_DEFAULTS, most: 1 }, sources);
