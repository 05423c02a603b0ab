// Least squares, ridge and logistic regression on 1M × 20 float64 against scikit-learn, all on one thread. Both get the
// same numbers, through raw files; scikit-learn gets them in whichever order of memory suits each of its models better.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, CACHE } from './bundle.mjs';
import { alternate, timed } from './measure.mjs';
import { probe, startPeer } from './peer.mjs';

const ROWS = 1_000_000;
const COLUMNS = 20;

/** Each model: ours, and scikit-learn's ways to the same minimum; the first carries the promise, the last is exact. */
const MODELS = [
  { ours: 'ols', params: {}, peers: [{ model: 'ols', name: 'scikit-learn LinearRegression', promise: 1 }] },
  { ours: 'ridge', params: { penalty: 1 }, peers: [{ model: 'ridge', name: 'scikit-learn Ridge' }] },
  {
    ours: 'logistic',
    params: { penalty: 1 },
    peers: [
      { model: 'logistic', name: 'scikit-learn LogisticRegression (lbfgs, tol 1e-4)' },
      { model: 'newton', name: 'scikit-learn LogisticRegression (newton-cholesky, tol 1e-10)' },
    ],
  },
];

/** Correlated columns of somewhat unlike scales; a number and a label that hang on them. */
function makeData(random) {
  const columns = [];
  const score = new Float64Array(ROWS);
  for (let j = 0; j < COLUMNS; j++) {
    const before = columns[j - 1];
    const scale = [1, 0.5, 2][j % 3];
    const values = Float64Array.from({ length: ROWS }, (_, i) => {
      const shared = before && j % 4 === 1 ? before[i] : 0;
      return scale * (random.normal() + (j % 3)) + 0.6 * shared;
    });
    const effect = (((j * 7) % 11) - 5) / (12 * scale);
    for (let i = 0; i < ROWS; i++) score[i] += effect * (values[i] - scale * (j % 3));
    columns.push(values);
  }
  const y = score.map((value) => 3 + value + random.normal());
  const labels = score.map((value) => (random.next() < 1 / (1 + Math.exp(0.5 - value)) ? 1 : 0));
  return { columns, y, labels };
}

async function writeData(folder, { columns, y, labels }) {
  const flat = new Float64Array(ROWS * COLUMNS);
  columns.forEach((column, j) => flat.set(column, j * ROWS));
  for (const [name, values] of Object.entries({ x: flat, y, labels })) {
    await writeFile(join(folder, `${name}.f64`), new Uint8Array(values.buffer));
  }
}

/** Slopes, then the intercept, of either side's answer. */
const solution = (state) => [...state.coefficients, state.intercept ?? state.intercepts?.[0]];

/** Largest difference between two solutions, in shares of the largest parameter. */
function distance(a, b) {
  const largest = Math.max(...b.map(Math.abs));
  return Math.max(...a.map((value, j) => Math.abs(value - b[j]))) / largest;
}

/** The order of memory in which scikit-learn fits this model faster. */
async function betterLayout(python, model) {
  const times = [];
  for (const layout of ['rowwise', 'columnwise']) {
    times.push({ layout, ...(await python.ask({ do: 'fit', model, layout })) });
  }
  return times.toSorted((a, b) => a.cpuSeconds - b.cpuSeconds)[0].layout;
}

function oursOn(lib, { columns, y, labels }) {
  const features = { rowCount: ROWS, columns: columns.map((values, j) => ({ kind: 'number', name: `x${j}`, values })) };
  const rows = Int32Array.from({ length: ROWS }, (_, i) => i);
  const targets = {
    regression: { task: 'regression', values: y },
    binary: { task: 'binary', classes: ['no', 'yes'], codes: Int32Array.from(labels) },
  };
  return (id, params) => {
    const input = { features, rows, target: targets[id === 'logistic' ? 'binary' : 'regression'] };
    const pacer = lib.createPacer(new AbortController().signal);
    return timed(() => lib.fitToEnd(lib[id], input, params, { seed: 1, pacer }));
  };
}

/** @param {{ repeats: number }} options */
export async function benchLinear({ repeats }) {
  const lib = await bundle('linear-entry.ts');
  const data = makeData(lib.createRandom(1));
  const fitOurs = oursOn(lib, data);
  const versions = probe(['sklearn', 'numpy']);
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'linear-'));
  const python = versions.sklearn ? startPeer('linear.py', { oneThread: true }) : undefined;
  const sides = [];
  const checks = [];
  try {
    if (python) {
      await writeData(folder, data);
      await python.ask({ do: 'load', folder, rows: ROWS, columns: COLUMNS });
    }
    for (const { ours, params, peers } of MODELS) {
      const theirs = [];
      for (const { model, name, promise } of python ? peers : []) {
        const layout = await betterLayout(python, model);
        theirs.push({ name: `${name}, ${layout}`, promise, run: () => python.ask({ do: 'fit', model, layout }) });
      }
      const fitted = await alternate(
        [{ name: `Sightglass ${ours}`, run: () => fitOurs(ours, params) }, ...theirs],
        repeats,
      );
      sides.push(...fitted.map((side, s) => ({ ...side, promise: theirs[s - 1]?.promise })));
      if (fitted.length === 1) continue;
      const far = distance(solution(fitted[0].last.result), solution(fitted.at(-1).last));
      const bound = ours === 'logistic' ? 1e-6 : 1e-9;
      checks.push({
        name: `${ours}: largest difference to scikit-learn's coefficients ${far.toExponential(1)} of the largest (at most ${bound})`,
        holds: far <= bound,
      });
    }
    return { sides, checks, versions, absent: python ? [] : ['scikit-learn'], notes: ['One thread on both sides.'] };
  } finally {
    python?.end();
    await rm(folder, { recursive: true });
  }
}
