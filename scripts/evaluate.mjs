// npm run evaluate: drives the built page in headless Chromium through the same screens as a person and leaves
// report.json (the page's own receipt), predictions.csv and timings.json.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { memoryBelow } from '../bench/process-tree.mjs';
import { BROWSER_ARGS, browserPath } from './browser.mjs';
import * as drive from './drive.mjs';
import { serveFolder } from './serve.mjs';

const USAGE = `npm run evaluate -- --train FILE --target NAME [--lens predict|text|image] [--text COL] [--positive V] [--task regression|binary|multiclass]
  [--split random|time:COL|entity:COL|column:COL] [--drop a,b] [--apply FILE] [--out DIR]
  [--preset quick|balanced|thorough] [--families linear,trees,network] [--linear auto|ols]
  [--backend auto|webgl|wasm] [--seed N]`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      train: { type: 'string' },
      target: { type: 'string' },
      lens: { type: 'string' },
      text: { type: 'string' },
      positive: { type: 'string' },
      task: { type: 'string' },
      split: { type: 'string' },
      drop: { type: 'string', default: '' },
      apply: { type: 'string' },
      out: { type: 'string', default: 'evaluation' },
      preset: { type: 'string', default: 'balanced' },
      families: { type: 'string' },
      linear: { type: 'string' },
      backend: { type: 'string', default: 'auto' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (!values.train || values.target === undefined) throw new Error(`--train and --target are needed.\n${USAGE}`);
  if (values.text !== undefined) values.lens ??= 'text';
  for (const file of [values.train, values.apply]) {
    if (file && !existsSync(file)) throw new Error(`There is no file ${file}.`);
  }
  return values;
}

/** Watches the page from outside: what each phase takes, the longest task on its main thread, peak memory. */
async function startWatch(page) {
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.longTasks.push([entry.startTime, entry.duration]);
    }).observe({ type: 'longtask', buffered: true });
  });
  const phases = {};
  let peak = 0;
  const sampler = setInterval(() => (peak = Math.max(peak, memoryBelow(process.pid))), 500);
  return {
    async phase(name, work) {
      const from = performance.now();
      const start = await page.evaluate(() => performance.now());
      const result = await work();
      const tasks = await page.evaluate(
        (since) => (globalThis.longTasks ?? []).filter(([at]) => at >= since).map(([, ms]) => ms),
        start,
      );
      phases[name] = { seconds: (performance.now() - from) / 1000, longestMainThreadTaskMs: Math.max(0, ...tasks) };
      return result;
    },
    finish() {
      clearInterval(sampler);
      return {
        phases,
        longestMainThreadTaskMs: Math.max(0, ...Object.values(phases).map((phase) => phase.longestMainThreadTaskMs)),
        peakMemoryBytes: peak === 0 ? null : peak,
      };
    },
  };
}

async function evaluate(options) {
  if (!existsSync('dist/index.html')) throw new Error('There is no built page: run npm run build first.');
  mkdirSync(options.out, { recursive: true });
  const out = (name) => resolve(join(options.out, name));
  const server = await serveFolder('dist');
  const browser = await chromium.launch({ executablePath: browserPath(), args: [...BROWSER_ARGS] });
  try {
    const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    const watch = await startWatch(page);
    await drive.openStart(page, server.url);
    await watch.phase('read', () => drive.dropFiles(page, resolve(options.train)));
    await watch.phase('choose', async () => {
      await drive.goToStep(page, 'Train');
      if (options.lens) await drive.chooseLens(page, options.lens);
      if (options.text !== undefined) await drive.chooseBeside(page, 'texts', options.text);
      if (options.lens === undefined || options.lens === 'predict') await drive.chooseTarget(page, options);
      else await drive.chooseBeside(page, 'labels', options.target);
      await drive.leaveOut(page, options.drop.split(',').filter(Boolean));
      if (options.split) await drive.chooseSplit(page, options.split);
      const families = options.families?.split(',');
      await drive.chooseSettings(page, { ...options, families });
    });
    await watch.phase('train', () => drive.train(page));
    await watch.phase('report', () => drive.downloadReceipt(page, out('report.json')));
    if (options.apply) {
      await watch.phase('apply', () => drive.scoreFile(page, resolve(options.apply)));
      await drive.downloadScored(page, out('predictions.csv'));
    }
    writeFileSync(out('timings.json'), `${JSON.stringify(watch.finish(), null, 2)}\n`);
  } finally {
    await browser.close();
    await server.close();
  }
}

try {
  await evaluate(readOptions());
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
