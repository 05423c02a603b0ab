import { packPictures, type PictureReader } from '../../core/images/picture-reader.ts';
import type {
  Estimator,
  FitContext,
  FitInput,
  FitProgress,
  LiveView,
  NetworkLayer,
} from '../../core/learn/estimator.ts';
import { createFitCheckpoints } from '../../core/learn/fit-checkpoint.ts';
import { numbersOf, pictureRows, type PictureSize } from '../../core/learn/image/picture-rows.ts';
import type { PictureNotes } from '../../core/learn/image/skills.ts';
import { inOrder, usableRows, type UsableRows } from '../../core/learn/image/usable-rows.ts';
import { calibrateScores } from '../../core/learn/sparse/calibrate.ts';
import { sampleOf, spreadOver } from '../../core/learn/text/sample.ts';
import type { Table } from '../../core/table/table.ts';
import { NO_CHANGES, type PictureChanges } from '../augment/changes.ts';
import { chooseChanges } from '../augment/choose.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { NetEngine } from '../net/engine.ts';
import { blockOf, planNet } from '../net/plan.ts';
import type { NetSpec } from '../net/spec.ts';
import { fitNet, type NetCheckpoint } from '../net/train/fit.ts';
import { IMAGE_CNN_DEFAULTS, scheduleFor, trainerParams, type ImageNetParams, type Schedule } from './params.ts';
import { pictureExamples, scaleOf } from './pixels.ts';
import { heatOf, predictImageNet, scorePictures, sharesOf, withOffsets } from './predict.ts';
import { imageNetSpec, workOf } from './spec.ts';
import type { ImageNetState, PixelScale } from './state.ts';

/** What networks for pictures are trained on, and what they see with afterwards; each asked for when it is needed. */
export interface ImageNetSources {
  readonly engine: () => Promise<NetEngine>;
  readonly kernels: () => Promise<Kernels>;
}

/** Validation pictures that epochs and the temperature are judged on; more cost time and change nothing. */
const MOST_JUDGED = 3_000;
/** With fewer the temperature would be chance. */
const LEAST_TO_CALIBRATE = 30;
/** Validation pictures that are watched. */
const WATCHED = 8;
/** Times that the most frequent class may have the pictures of the rarest before they are weighed alike. */
const EVEN = 1.5;

interface Prepared {
  readonly usable: UsableRows;
  readonly pictures: PictureReader;
  /** Rows that are learned from. */
  readonly rows: Int32Array;
  readonly pixels: Float32Array;
  readonly scale: PixelScale;
  readonly spec: NetSpec;
  readonly schedule: Schedule;
  readonly changes: PictureChanges;
  readonly notes: PictureNotes;
}

/** Everything that is learned before the first step, from the training rows alone. */
async function prepare(input: FitInput, params: ImageNetParams, { seed, pacer }: FitContext): Promise<Prepared> {
  const pictures = pictureRows(input.features, params.size);
  const usable = usableRows(input, pictures);
  const { height, width, channels } = pictures;
  const size = { height, width, channels };
  const { classes } = usable.target;
  const spec = imageNetSpec(params, size, classes.length);
  const schedule = scheduleFor(params, usable.rows.length, workOf(spec), numbersOf(size));
  const rows = sampleOf(usable.rows, schedule.rows, seed);
  const highest = pictures.highest(rows);
  const pixels = packPictures(pictures, rows, highest);
  await pacer.pause();
  const scale = scaleOf(pictures, pixels, highest);
  const codes = Int32Array.from(rows, (row) => usable.target.codes[row] as number);
  const chosen = params.augment
    ? await chooseChanges({ pictures: { size, pixels, codes, classes: classes.length }, seed, pacer })
    : NOT_CHANGED;
  const sampled = rows.length < usable.rows.length ? { sampled: rows.length } : {};
  const notes = { size, augmentation: chosen.notes, classWeights: isUneven(usable), ...sampled };
  return { usable, pictures, rows, pixels, scale, spec, schedule, changes: chosen.changes, notes };
}

const NOT_CHANGED = {
  changes: NO_CHANGES,
  notes: (['shift', 'flip', 'rotate', 'brightness'] as const).map((kind) => ({
    kind,
    used: false,
    code: 'augment.left-off',
  })),
};

function isUneven({ present, shares }: UsableRows): boolean {
  const own = present.map((code) => shares[code] as number);
  return Math.max(...own) > EVEN * Math.min(...own);
}

/** A class that was never seen. */
const NEVER = -1e6;

/** What puts scores that were learned with all classes weighed alike back to the classes' shares. */
const offsetsOf = ({ present, shares }: UsableRows, wasBalanced: boolean): number[] =>
  Array.from(shares, (share) => (share > 0 ? (wasBalanced ? Math.log(share * present.length) : 0) : NEVER));

/** Rows with a picture and some weight. */
function judgedRows({ validation, weights }: FitInput, { pictures, usable }: Prepared): Int32Array {
  const rows = (validation ?? new Int32Array(0)).filter((row) => pictures.has(row) && (weights?.[row] ?? 1) > 0);
  return spreadOver(inOrder(Int32Array.from(rows), usable.target), MOST_JUDGED);
}

/** First-layer filters, and how some validation pictures are read just now. */
function watch(
  spec: NetSpec,
  rows: Int32Array,
  codes: Int32Array,
  offsets: readonly number[],
): (average: Float32Array, scores: Float32Array) => LiveView {
  const plan = planNet(spec);
  const { shape, start, length } = blockOf(plan, '0.kernel');
  const [height, width, channels, count] = shape as [number, number, number, number];
  const watched = spreadOver(
    Int32Array.from(rows, (_, i) => i),
    WATCHED,
  );
  return (average, scores) => {
    const kernel = average.subarray(start, start + length);
    const each = height * width * channels;
    const values = Float32Array.from({ length }, (_, i) => kernel[(i % each) * count + Math.floor(i / each)] as number);
    const examples =
      scores.length === 0
        ? []
        : Array.from(watched, (i) => {
            const own = withOffsets(scores.subarray(i * plan.scores, (i + 1) * plan.scores), offsets);
            const shares = sharesOf(own, 1);
            const predicted = shares.indexOf(Math.max(...shares));
            return {
              row: rows[i] as number,
              actual: codes[i] as number,
              predicted,
              share: shares[predicted] as number,
            };
          });
    return { filters: { count, height, width, channels, values }, examples };
  };
}

/**
 * A convolutional network for pictures: blocks of 3 × 3 convolutions, batch normalisation and ReLU that halve the picture,
 * as many as its size allows; Adam with decoupled weight decay and a rising and falling learning rate, smoothed labels,
 * pictures changed in the ways that make sense for them, uneven classes weighed alike, the parameters averaged, the best
 * epoch on validation rows kept.
 */
export function makeImageCnn(sources: ImageNetSources): Estimator<ImageNetParams, ImageNetState> {
  const named = { id: 'image-cnn', version: 1 };

  async function* fit(
    input: FitInput,
    params: ImageNetParams,
    context: FitContext,
  ): AsyncGenerator<FitProgress, ImageNetState> {
    const { pacer, seed } = context;
    await pacer.pause();
    const prepared = await prepare(input, params, context);
    const { usable, pictures, rows, pixels, scale, spec, notes } = prepared;
    const { target } = usable;
    const { weights } = input;
    const shared = { target, weights, scale };
    const watched = judgedRows(input, prepared);
    const judged = pictureExamples({
      ...shared,
      rows: watched,
      pixels: packPictures(pictures, watched, scale.highest),
    });
    const offsets = offsetsOf(usable, notes.classWeights);
    const learned = yield* fitNet({
      spec,
      train: pictureExamples({ ...shared, rows, pixels, changes: prepared.changes }),
      ...(judged.count > 0 ? { validation: judged } : {}),
      params: trainerParams(params, prepared.schedule, notes.classWeights),
      seed,
      engine: sources.engine,
      pacer,
      checkpoints: createFitCheckpoints<NetCheckpoint>(
        { estimator: named.id, version: named.version, input, params },
        context,
        1,
      ),
      live: watch(spec, watched, judged.codes, offsets),
    });
    const { parameters, epochs } = learned;
    const calibrate = async (): Promise<number> => {
      const scores = await scorePictures(spec, parameters, pictures, watched, scale, await sources.kernels(), pacer);
      return calibrateScores(withOffsets(scores, offsets), judged.codes, target.classes.length).temperature;
    };
    return {
      task: target.task,
      classes: [...target.classes],
      scale,
      spec,
      parameters,
      epochs,
      temperature: judged.count >= LEAST_TO_CALIBRATE ? await calibrate() : params.temperature,
      shares: usable.shares,
      offsets,
      notes,
    };
  }

  return {
    ...named,
    tasks: ['binary', 'multiclass'],
    encoding: 'raw',
    defaults: IMAGE_CNN_DEFAULTS,
    fit,
    predict: async (features, state, signal) => predictImageNet(features, state, await sources.kernels(), signal),
    iterations: (state) => state.epochs,
    withIterations: (params, iterations) => ({ ...params, stopAfter: iterations }),
    settled: (params, states) => ({ ...params, temperature: middleOf(states.map(({ temperature }) => temperature)) }),
    layers: (params, features, outputs) => drawnLayers(imageNetSpec(params, sizeOf(features, params), outputs)),
    picture: {
      notes: ({ notes }) => notes,
      highest: ({ scale }) => scale.highest,
      heatFrom: 'grad-cam',
      heat: async (features, state, code) => heatOf(features, state, code, await sources.kernels()),
    },
  };
}

function sizeOf(features: Table, params: ImageNetParams): PictureSize {
  const { height, width, channels } = pictureRows(features, params.size);
  return { height, width, channels };
}

/** Temperatures are ratios: their geometric mean. */
const middleOf = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

function drawnLayers(spec: NetSpec): readonly NetworkLayer[] {
  const { input } = spec;
  if (input.kind !== 'image') throw new Error('a network for pictures takes pictures');
  const shape = [input.height, input.width, input.channels];
  const drawn = planNet(spec).summaries.map(({ kind, shape: left, parameters }) => ({
    name: kind,
    units: left.reduce<number>((product, side) => product * (side ?? 1), 1),
    shape: left,
    parameters,
  }));
  return [{ name: 'image', units: input.height * input.width * input.channels, shape }, ...drawn];
}
