/**
 * Boosted trees against LightGBM on one thread: 100,000 × 20, 100 trees, same settings, the two run alternately.
 * `node bench/trees.mjs [repeats]`; PYTHON names an interpreter that has lightgbm. Prints one JSON line.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROWS = 125_000;
const TRAIN = 100_000;
const COLUMNS = 20;
const ROUNDS = 100;
const SETTINGS = { learningRate: 0.1, leaves: 31, minLeaf: 20, l2: 1 };

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

const seconds = (usage) => (usage.user + usage.system) / 1e6;

async function runOurs(lib, data) {
  const table = (from, to) => ({
    rowCount: to - from,
    columns: data.columns.map((values, j) => ({ kind: 'number', name: `x${j}`, values: values.subarray(from, to) })),
  });
  const trees = lib.makeBoostedTrees();
  const target = { task: 'binary', classes: ['no', 'yes'], codes: Int32Array.from(data.y.subarray(0, TRAIN)) };
  const input = { features: table(0, TRAIN), target, rows: Int32Array.from({ length: TRAIN }, (_, i) => i) };
  const params = { ...trees.defaults, ...SETTINGS, trees: ROUNDS, rowShare: 1, columnShare: 1, patience: 0 };
  const pacer = lib.createPacer(new AbortController().signal);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const state = await lib.fitToEnd(trees, input, params, { seed: 1, pacer });
  const fitSeconds = (performance.now() - start) / 1000;
  const fitCpuSeconds = seconds(process.cpuUsage(cpu));
  const begin = performance.now();
  const prediction = await trees.predict(table(TRAIN, ROWS), state);
  const predictSeconds = (performance.now() - begin) / 1000;
  const p = prediction.probabilities.filter((_, i) => i % 2 === 1);
  return { fitSeconds, fitCpuSeconds, predictSeconds, auc: auc(data.y.subarray(TRAIN), p) };
}

function runLightgbm(folder) {
  const python = process.env.PYTHON ?? 'python3';
  const run = spawnSync(python, [join(HERE, 'trees.py'), folder, String(ROUNDS)], { encoding: 'utf8' });
  return run.status === 0 ? JSON.parse(run.stdout) : undefined;
}

const best = (runs) => runs.reduce((a, b) => (b.fitCpuSeconds < a.fitCpuSeconds ? b : a));

/** @returns {Promise<object>} the best run of each side, and the ratio of their processor seconds */
export async function benchTrees(repeats = 3) {
  const lib = await import(pathToFileURL(await bundle(join(HERE, 'trees-entry.ts'))).href);
  const data = makeData(lib.createRandom(1));
  const folder = await mkdtemp(join(tmpdir(), 'sightglass-trees-'));
  try {
    const flat = new Float64Array(ROWS * COLUMNS);
    for (const [j, column] of data.columns.entries()) flat.set(column, j * ROWS);
    await writeFile(join(folder, 'x.f64'), new Uint8Array(flat.buffer));
    await writeFile(join(folder, 'y.f64'), new Uint8Array(data.y.buffer));
    await writeFile(
      join(folder, 'meta.json'),
      JSON.stringify({ rows: ROWS, columns: COLUMNS, train: TRAIN, ...SETTINGS }),
    );
    const ours = [];
    const theirs = [];
    for (let i = 0; i < repeats; i++) {
      ours.push(await runOurs(lib, data));
      const run = runLightgbm(folder);
      if (run) theirs.push(run);
    }
    const sightglass = best(ours);
    if (theirs.length === 0) return { sightglass, lightgbm: 'not on this machine' };
    const lightgbm = best(theirs);
    return { sightglass, lightgbm, ratio: sightglass.fitCpuSeconds / lightgbm.fitCpuSeconds };
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await benchTrees(Number(process.argv[2] ?? 3)), null, 2));
}
