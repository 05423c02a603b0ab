// An epoch of the page's network against Keras on the same processor: 100,000 × 20, two layers of 128, batches of 512.
// Ours runs as in the page where there is no GPU: on WASM, in a worker, in headless Chromium. Both start from the same
// rows; once with the numbers as they are, once cut into pieces as the page does by default (500 inputs). A training is
// one epoch to warm up and some that are timed; Keras gets its inputs ready made, ours makes them batch by batch.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { BROWSER_ARGS, browserPath } from '../scripts/browser.mjs';
import { serveFolder } from '../scripts/serve.mjs';
import { bundle } from './bundle.mjs';
import { alternate } from './measure.mjs';
import { probe, startPeer } from './peer.mjs';
import { cpuSecondsBelow } from './process-tree.mjs';

const HERE = import.meta.dirname;
const ROWS = 100_000;
const WIDTH = 20;
const NETWORK = { rows: ROWS, width: WIDTH, hidden: [128, 128], batchSize: 512, epochs: 4 };
const DROPOUT = 0.15;
const NETWORKS = [
  { name: '20 numbers', bins: 0 },
  { name: '20 numbers in 24 pieces each', bins: 24 },
];

/** Builds the page of the benchmark with the page's own plugins. */
async function buildPage(folder) {
  await build({
    root: join(HERE, '..'),
    configFile: join(HERE, '..', 'vite.config.ts'),
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: false,
      manifest: false,
      rolldownOptions: { input: join(HERE, 'mlp-page.ts'), output: { entryFileNames: 'page.js' } },
    },
  });
  const html = '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="page.js"></script>';
  await writeFile(join(folder, 'index.html'), html);
}

async function writeData(folder) {
  const lib = await bundle('mlp-data.ts');
  const { columns, labels } = lib.makeMlpData(ROWS, WIDTH);
  const flat = new Float64Array(ROWS * WIDTH);
  columns.forEach((column, j) => flat.set(column, j * ROWS));
  await writeFile(join(folder, 'x.f64'), new Uint8Array(flat.buffer));
  await writeFile(join(folder, 'labels.f64'), new Uint8Array(Float64Array.from(labels).buffer));
}

/** @returns the page, and a function that trains once and gives the seconds of an epoch behind the first */
async function openPage(browser, url) {
  const page = await browser.newPage();
  let epochs = [];
  const cpu = () => cpuSecondsBelow(process.pid, (command) => command.includes('--type=renderer'));
  await page.exposeFunction('epochDone', (epoch) => epochs.push({ ...epoch, cpu: cpu() }));
  await page.goto(url);
  await page.waitForFunction(() => 'runMlp' in globalThis);
  return async (bins) => {
    epochs = [];
    await page.evaluate((task) => globalThis.runMlp(task), { ...NETWORK, bins });
    const [first, last] = [epochs[0], epochs.at(-1)];
    const count = epochs.length - 1;
    return {
      seconds: (last.at - first.at) / 1000 / count,
      cpuSeconds: (last.cpu - first.cpu) / count,
      loss: last.loss,
      backend: last.backend,
    };
  };
}

function startKeras(folder) {
  const sides = [
    { name: 'one thread', python: startPeer('mlp.py', { oneThread: true, env: { BENCH_THREADS: '1' } }) },
    { name: 'all cores', python: startPeer('mlp.py') },
  ];
  return {
    load: () => Promise.all(sides.map(({ python }) => python.ask({ do: 'load', folder, rows: ROWS, width: WIDTH }))),
    sides: (network) =>
      sides.map(({ name, python }) => ({
        name: `Keras on TensorFlow, ${name}: ${network.name}`,
        run: () => python.ask({ do: 'fit', ...NETWORK, bins: network.bins, dropout: DROPOUT }),
      })),
    end: () => sides.forEach(({ python }) => python.end()),
  };
}

/** @param {{ repeats: number }} options */
export async function benchMlp({ repeats }) {
  if (!browserPath()) throw new Error('There is no Chromium on this machine.');
  const versions = probe(['tensorflow', 'keras', 'numpy']);
  const folder = await mkdtemp(join(tmpdir(), 'sightglass-mlp-'));
  const keras = versions.tensorflow && versions.keras ? startKeras(folder) : undefined;
  const server = await serveFolder(folder);
  const browser = await chromium.launch({ executablePath: browserPath(), args: [...BROWSER_ARGS] });
  try {
    await buildPage(folder);
    if (keras) {
      await writeData(folder);
      await keras.load();
    }
    const runOurs = await openPage(browser, server.url);
    const sides = [];
    const notes = [];
    for (const network of NETWORKS) {
      const measured = await alternate(
        [
          { name: `Sightglass mlp on WASM: ${network.name}`, run: () => runOurs(network.bins) },
          ...(keras?.sides(network) ?? []),
        ],
        repeats,
      );
      sides.push(...measured);
      const losses = measured.map((side) => side.last.loss.toFixed(3)).join(', ');
      notes.push(`Seconds an epoch. ${network.name}: training log loss after ${NETWORK.epochs} epochs ${losses}.`);
    }
    const chromiumVersion = browser.version();
    return {
      sides,
      checks: [{ name: 'ours ran on WASM', holds: sides[0].last.backend === 'wasm' }],
      versions: { ...versions, Chromium: chromiumVersion },
      absent: keras ? [] : ['Keras'],
      notes,
    };
  } finally {
    keras?.end();
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true });
  }
}
