// Boosted trees against LightGBM on one thread: 100,000 × 20, 100 trees, same settings, binning included, at equal AUC.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { alternate, timed } from './measure.mjs';
import { probe, startPeer } from './peer.mjs';

const ROWS = 125_000;
const TRAIN = 100_000;
const COLUMNS = 20;
const ROUNDS = 100;
const SETTINGS = { learningRate: 0.1, leaves: 31, minLeaf: 20, l2: 1 };
const PROMISE = 2;
/** An AUC this little lower counts as equal: its standard error on 25,000 rows is about as large. */
const EQUAL_AUC = 0.002;

/** Ten columns that count, with an interaction and a bend; ten of noise. */
function makeData(random) {
  const columns = Array.from({ length: COLUMNS }, () => Float64Array.from({ length: ROWS }, () => random.normal()));
  const y = Float64Array.from({ length: ROWS }, (_, i) => {
    const v = (j) => columns[j][i];
    const score =
      v(0) +
      0.8 * v(1) * v(2) +
      Math.sin(2 * v(3)) +
      0.5 * v(4) ** 2 -
      0.6 * Math.abs(v(5)) +
      0.4 * v(6) * (v(7) > 0 ? 1 : -1) +
      0.3 * v(8) -
      0.3 * v(9);
    return random.next() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  return { columns, y };
}

/** Rank sum; no ties to speak of among probabilities of 100 trees. */
function auc(y, p) {
  const order = Array.from(p.keys()).sort((a, b) => p[a] - p[b]);
  let ranks = 0;
  let yes = 0;
  for (const [rank, i] of order.entries()) {
    if (y[i] !== 1) continue;
    ranks += rank + 1;
    yes++;
  }
  return (ranks - (yes * (yes + 1)) / 2) / (yes * (y.length - yes));
}

function oursOn(lib, data) {
  const table = (from, to) => ({
    rowCount: to - from,
    columns: data.columns.map((values, j) => ({ kind: 'number', name: `x${j}`, values: values.subarray(from, to) })),
  });
  const target = { task: 'binary', classes: ['no', 'yes'], codes: Int32Array.from(data.y.subarray(0, TRAIN)) };
  const input = { features: table(0, TRAIN), target, rows: Int32Array.from({ length: TRAIN }, (_, i) => i) };
  return async () => {
    // New each time: the estimator keeps the bins of the rows it has seen.
    const trees = lib.makeBoostedTrees();
    const params = { ...trees.defaults, ...SETTINGS, trees: ROUNDS, rowShare: 1, columnShare: 1, patience: 0 };
    const pacer = lib.createPacer(new AbortController().signal);
    const { result: state, ...times } = await timed(() => lib.fitToEnd(trees, input, params, { seed: 1, pacer }));
    const predicting = await timed(() => trees.predict(table(TRAIN, ROWS), state));
    const p = predicting.result.probabilities.filter((_, i) => i % 2 === 1);
    return { ...times, predictSeconds: predicting.seconds, auc: auc(data.y.subarray(TRAIN), p) };
  };
}

async function writeData(folder, data) {
  const flat = new Float64Array(ROWS * COLUMNS);
  for (const [j, column] of data.columns.entries()) flat.set(column, j * ROWS);
  await writeFile(join(folder, 'x.f64'), new Uint8Array(flat.buffer));
  await writeFile(join(folder, 'y.f64'), new Uint8Array(data.y.buffer));
  const meta = { rows: ROWS, columns: COLUMNS, train: TRAIN, rounds: ROUNDS, ...SETTINGS };
  await writeFile(join(folder, 'meta.json'), JSON.stringify(meta));
}

const figures = ({ name, last }) => `${name} predicts 25,000 rows in ${(last.predictSeconds * 1000).toFixed(0)} ms.`;

/** @param {{ repeats: number }} options */
export async function benchTrees({ repeats }) {
  const lib = await bundle('trees-entry.ts');
  const data = makeData(lib.createRandom(1));
  const versions = probe(['lightgbm', 'sklearn', 'numpy']);
  const here = versions.lightgbm && versions.sklearn;
  const folder = await mkdtemp(join(tmpdir(), 'sightglass-trees-'));
  const python = here ? startPeer('trees.py', { oneThread: true }) : undefined;
  try {
    if (python) {
      await writeData(folder, data);
      await python.ask({ do: 'load', folder });
    }
    const sides = await alternate(
      [
        { name: 'Sightglass boosted-trees', run: oursOn(lib, data) },
        ...(python ? [{ name: 'LightGBM, one thread', run: () => python.ask({ do: 'fit' }) }] : []),
      ],
      repeats,
    );
    const [ours, theirs] = sides.map((side) => side.last.auc);
    const checks = python
      ? [
          {
            name: `test AUC ${ours.toFixed(4)} no lower than LightGBM's ${theirs.toFixed(4)} (by ${EQUAL_AUC} at most)`,
            holds: ours >= theirs - EQUAL_AUC,
          },
        ]
      : [];
    return {
      sides: sides.map((side, s) => ({ ...side, promise: s === 1 ? PROMISE : undefined })),
      checks,
      versions,
      absent: python ? [] : ['LightGBM'],
      notes: sides.map(figures),
    };
  } finally {
    python?.end();
    await rm(folder, { recursive: true });
  }
}
