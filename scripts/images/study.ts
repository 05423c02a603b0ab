import { readFile } from 'node:fs/promises';
import { decodePng } from '../../src/core/images/png.ts';
import { bytesSource } from '../../src/core/ingest/byte-source.ts';
import type { DecodePicture } from '../../src/core/ingest/images/decode.ts';
import { readArchive } from '../../src/core/ingest/images/read-archive.ts';
import { readTable } from '../../src/core/ingest/read-table.ts';
import type { ReadProgress, ReadResult } from '../../src/core/ingest/types.ts';
import { baseline } from '../../src/core/learn/baseline.ts';
import { makeEstimatorRegistry, type Estimator } from '../../src/core/learn/estimator.ts';
import { pictureLogistic } from '../../src/core/learn/image/logistic.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import { cellText } from '../../src/core/table/cells.ts';
import { getColumn, type Table } from '../../src/core/table/table.ts';
import { IMAGE_METHOD } from '../../src/lenses/image/method.ts';
import { suggestImage } from '../../src/lenses/image/suggest.ts';
import type { Family } from '../../src/lenses/predict/question.ts';
import { trainPredict } from '../../src/lenses/predict/train.ts';
import { makeImageCnn } from '../../src/nn/image/estimator.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { createNetEngine } from '../../src/nn/net/engine.ts';
import { markedTable } from '../../test/support/pictures.ts';
import { makePng, makeZip } from '../../test/support/png.ts';

/** One training, as it is written down. */
export interface Outcome {
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
  readonly testRows: number;
  readonly chosen: string;
  readonly params: unknown;
  readonly tries: number;
  readonly ended: string;
  /** Of processor time. */
  readonly seconds: number;
}

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const pacer = () => createPacer(new AbortController().signal);

async function toEnd(run: AsyncGenerator<ReadProgress, ReadResult>): Promise<Table> {
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value.table;
  }
}

/** The digits as the CSV has them. */
export async function digits(path: string): Promise<Table> {
  return toEnd(readTable(bytesSource(new Uint8Array(await readFile(path)), 'digits.csv'), {}, pacer()));
}

const draw: DecodePicture = async (bytes) => {
  const drawn = await decodePng(bytes);
  if (!drawn) throw new Error('a PNG that cannot be drawn');
  return drawn;
};

/**
 * The digits as a zip of PNGs, every value times 15, read back as a dropped zip is.
 * @param labels from a folder a digit, or from a list beside the pictures in the order of the CSV
 */
export async function zippedDigits(table: Table, labels: 'folders' | 'list'): Promise<Table> {
  const label = getColumn(table, 'label');
  const pixels = table.columns.flatMap((column) =>
    column.kind === 'number' && column.name !== 'label' ? [column.values] : [],
  );
  const files: [path: string, bytes: Uint8Array][] = [];
  const lines = ['file,label'];
  for (let row = 0; row < table.rowCount; row++) {
    const name = `${String(row).padStart(5, '0')}.png`;
    const kind = cellText(label, row) ?? '';
    const picture = Uint8Array.from(pixels, (values) => 15 * (values[row] as number));
    const path = labels === 'folders' ? `${kind}/${name}` : name;
    files.push([path, makePng({ width: 8, height: 8, channels: 1, pixels: picture })]);
    lines.push(`${name},${kind}`);
  }
  if (labels === 'list') files.push(['labels.csv', new TextEncoder().encode(lines.join('\n'))]);
  return toEnd(readArchive(bytesSource(makeZip(files), 'digits.zip'), {}, draw, pacer()));
}

/** Generated pictures of four kinds of marks, 28 × 28 in colour. @param noise in steps of 0 … 255 */
export const marks = (seed: number, rows: number, noise: number): Table =>
  markedTable({ rows, seed: 1_000 + seed, noise });

/** Trains on what the columns suggest, with the Balanced preset, and judges on the test rows of a random fifth. */
export async function train(table: Table, seed: number, families: readonly Family[]): Promise<Outcome> {
  const suggested = suggestImage(await profileTable(table, pacer()))[0];
  if (!suggested) throw new Error('no question about pictures');
  const kernels = startKernels('wasm');
  const engine = createNetEngine({ choice: 'wasm', startKernels: () => kernels });
  const cnn = makeImageCnn({ engine: async () => engine, kernels: () => kernels });
  const began = processorMs();
  const run = trainPredict({
    table,
    plan: {
      question: suggested.question,
      recipe: [],
      settings: { preset: 'balanced', backend: 'wasm', seed, families, linear: 'auto' },
    },
    method: IMAGE_METHOD,
    estimators: makeEstimatorRegistry([baseline, pictureLogistic, cnn] as unknown as Estimator[]),
    steps: STEPS,
    now: () => new Date().toISOString(),
    // Whatever else runs on the machine, the search is given the same time.
    clock: processorMs,
    pacer: pacer(),
    finish: new AbortController().signal,
    modelId: 'study',
    appVersion: 'study',
    compute: () => engine.compute,
  });
  for (;;) {
    const step = await run.next();
    if (!step.done) continue;
    const { report } = step.value;
    const accuracy = report.test.find(({ metric }) => metric === 'accuracy');
    if (!accuracy) throw new Error('no accuracy');
    const { value, low, high } = accuracy;
    const cut = report.warnings.find(({ code }) => code.startsWith('warn.search-'))?.code ?? 'complete';
    return {
      accuracy: value,
      low,
      high,
      testRows: report.testRows,
      chosen: report.chosen.estimator,
      params: report.chosen.params,
      tries: report.tries.length,
      ended: cut,
      seconds: (processorMs() - began) / 1000,
    };
  }
}
