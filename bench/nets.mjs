// An epoch of the nets for texts, pictures and steps in time on our own kernels, WASM SIMD on one core of this process, against Keras on
// the same processor: the same rows, layers, batch sizes and optimiser. A training is one epoch to warm up and some that
// are timed. Keras gets texts padded to the longest, ours as long as each is.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, CACHE } from './bundle.mjs';
import { alternate } from './measure.mjs';
import { probe, startPeer } from './peer.mjs';

const EPOCHS = 4;
/** Times Keras' epoch, for the nets that are promised. */
const PROMISES = { 'text CNN': 3, 'image CNN': 3, 'GRU of steps': 2, 'LSTM of steps': 2 };
/** Seconds an epoch that are promised of 10,000 short texts. */
const SHORT_TEXTS = { name: 'text CNN, three widths', seconds: 2 };

const bytes = (values) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** What Keras reads: texts as a matrix filled up with 0, the pictures, or the numbers of the steps, and the classes. */
async function writeTask(folder, { data, labels, rows }) {
  await mkdir(folder);
  await writeFile(join(folder, 'labels.i32'), bytes(labels));
  if (data.kind === 'image') return writeFile(join(folder, 'pixels.f32'), bytes(data.pixels));
  if (data.kind === 'steps') return writeFile(join(folder, 'numbers.f32'), bytes(data.numbers));
  const longest = Math.max(...labels.map((_, row) => data.offsets[row + 1] - data.offsets[row]));
  const ids = new Int32Array(rows * longest);
  for (let row = 0; row < rows; row++) {
    ids.set(data.ids.subarray(data.offsets[row], data.offsets[row + 1]), row * longest);
  }
  return writeFile(join(folder, 'ids.i32'), bytes(ids));
}

/** Trains once; the seconds of an epoch behind the first. */
async function runOurs(lib, task) {
  const net = await lib.startNet(task, 1);
  try {
    await net.epoch();
    const cpu = process.cpuUsage();
    const from = performance.now();
    let loss;
    for (let epoch = 1; epoch < EPOCHS; epoch++) loss = await net.epoch();
    const used = process.cpuUsage(cpu);
    const count = EPOCHS - 1;
    return {
      seconds: (performance.now() - from) / 1000 / count,
      cpuSeconds: (used.user + used.system) / 1e6 / count,
      loss,
    };
  } finally {
    net.end();
  }
}

function startKeras() {
  const sides = [
    { name: 'one thread', python: startPeer('nets.py', { oneThread: true, env: { BENCH_THREADS: '1' } }) },
    { name: 'all cores', python: startPeer('nets.py') },
  ];
  return {
    sides: (folder, name, { spec, rows, batchSize }) =>
      sides.map((side) => ({
        name: `Keras on TensorFlow, ${side.name}: ${name}`,
        run: () => side.python.ask({ do: 'fit', folder, spec, rows, batchSize, epochs: EPOCHS }),
      })),
    end: () => sides.forEach(({ python }) => python.end()),
  };
}

/** @param {{ repeats: number }} options */
export async function benchNets({ repeats }) {
  const lib = await bundle('nets-entry.ts');
  const versions = probe(['tensorflow', 'keras', 'numpy']);
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'nets-'));
  const keras = versions.tensorflow && versions.keras ? startKeras() : undefined;
  const sides = [];
  const checks = [];
  const notes = ['Seconds an epoch.'];
  try {
    for (const [name, task] of Object.entries(lib.makeTasks())) {
      const own = join(folder, String(sides.length));
      if (keras) await writeTask(own, task);
      const measured = await alternate(
        [
          { name: `Sightglass on WASM SIMD: ${name}`, run: () => runOurs(lib, task) },
          ...(keras?.sides(own, name, task) ?? []),
        ],
        repeats,
      );
      sides.push(...measured.map((side, s) => ({ ...side, promise: s > 0 ? PROMISES[name] : undefined })));
      const losses = measured.map((side) => side.last.loss.toFixed(3)).join(', ');
      notes.push(`${name}: training log loss after ${EPOCHS} epochs ${losses}.`);
      if (name === SHORT_TEXTS.name) {
        const { cpuSeconds } = measured[0];
        const { seconds } = SHORT_TEXTS;
        checks.push({
          name: `an epoch of 10,000 short texts in ${cpuSeconds.toFixed(2)} s of the processor (at most ${seconds} s)`,
          holds: cpuSeconds <= seconds,
        });
      }
    }
    return { sides, checks, versions, absent: keras ? [] : ['Keras'], notes };
  } finally {
    keras?.end();
    await rm(folder, { recursive: true });
  }
}
