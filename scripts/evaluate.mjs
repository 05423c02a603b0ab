// npm run evaluate: drives the built page in headless Chromium through the same screens as a person and leaves
// report.json (the page's own receipt), predictions.csv and timings.json. Forecasts and journeys, whose questions have more
// parts, reach the page as a project file in which the question is filled in.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { bundle } from '../bench/bundle.mjs';
import { memoryBelow } from '../bench/process-tree.mjs';
import { BROWSER_ARGS, browserPath } from './browser.mjs';
import * as drive from './drive.mjs';
import { serveFolder } from './serve.mjs';

/** The built page. */
const DIST = process.env.SIGHTGLASS_DIST ?? 'dist';

const USAGE = `npm run evaluate -- --train FILE --target NAME [--lens predict|text|image] [--text COL] [--positive V] [--task regression|binary|multiclass]
  [--split random|time:COL|entity:COL|column:COL] [--drop a,b] [--apply FILE] [--out DIR]
  [--preset quick|balanced|thorough] [--families linear,trees,network] [--linear auto|ols]
  [--backend auto|webgl|wasm] [--seed N]
npm run evaluate -- --lens forecast --train FILE --target COL[,COL…] --time COL --horizon STEPS [--series COL] [--known a,b] …
npm run evaluate -- --lens sequence --train FILE --entity COL --event COL --time COL --outcome EVENT --horizon DAYS
  [--ask do|leave|next] [--apply FILE] …`;

/** Options that only some lenses have. */
const OWN = {
  forecast: ['target', 'time', 'horizon', 'series', 'known'],
  sequence: ['entity', 'event', 'time', 'outcome', 'horizon', 'ask', 'apply'],
};
const OWN_OF_ANY = ['time', 'horizon', 'series', 'known', 'entity', 'event', 'outcome', 'ask'];
const ROWS_ALONE = ['text', 'positive', 'task', 'split', 'drop', 'linear'];

/** @param {string} message */
const wrong = (message) => new Error(`${message}\n${USAGE}`);

/** A number above 0. @param {string} name @param {string} value @param {boolean} whole */
function positive(name, value, whole) {
  const number = Number(value);
  if (value.trim() === '' || !(number > 0) || !Number.isFinite(number) || (whole && !Number.isInteger(number))) {
    throw wrong(`--${name} must be ${whole ? 'a whole number of steps' : 'a number of days'} above 0, not "${value}".`);
  }
  return number;
}

/** @param {string | undefined} list */
const names = (list) =>
  (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

/** What a lens of its own shape is asked. @param {Record<string, string | undefined>} values */
function ownQuestion(values) {
  const { lens } = values;
  const foreign = [...ROWS_ALONE, ...OWN_OF_ANY, 'target', 'apply'].find(
    (name) => values[name] !== undefined && values[name] !== '' && !OWN[lens].includes(name),
  );
  if (foreign !== undefined) throw wrong(`--${foreign} means nothing to --lens ${lens}.`);
  const need = (...wanted) => {
    const missing = wanted.filter((name) => !values[name]);
    if (missing.length > 0)
      throw wrong(`--lens ${lens} needs ${missing.map((name) => `--${name}`).join(' and ')} too.`);
  };
  if (lens === 'forecast') {
    need('target', 'time', 'horizon');
    const { time, series } = values;
    const horizon = positive('horizon', values.horizon, true);
    return {
      lens,
      target: names(values.target),
      time,
      horizon,
      known: names(values.known),
      ...(series ? { series } : {}),
    };
  }
  const ask = values.ask ?? 'do';
  if (!['do', 'leave', 'next'].includes(ask)) throw wrong(`"${ask}" is no question: --ask do, leave or next.`);
  need('entity', 'event', 'time', 'horizon', ...(ask === 'do' ? ['outcome'] : []));
  const { entity, event, time, outcome } = values;
  const asked = { lens, entity, event, time, ask, horizon: positive('horizon', values.horizon, false) };
  return ask === 'do' ? { ...asked, outcome } : asked;
}

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
      ...Object.fromEntries(OWN_OF_ANY.map((name) => [name, { type: 'string' }])),
    },
  });
  if (!values.train) throw wrong('--train is needed.');
  if (values.text !== undefined) values.lens ??= 'text';
  const lenses = ['predict', 'text', 'image', ...Object.keys(OWN)];
  if (values.lens !== undefined && !lenses.includes(values.lens)) {
    throw wrong(`"${values.lens}" is no lens: ${lenses.join(', ')}.`);
  }
  if (values.lens in OWN) values.own = ownQuestion(values);
  else {
    if (values.target === undefined) throw wrong('--train and --target are needed.');
    const foreign = OWN_OF_ANY.find((name) => values[name] !== undefined);
    if (foreign !== undefined) throw wrong(`--${foreign} belongs to --lens forecast or --lens sequence.`);
  }
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

/** Opens a project file that holds the question, trains, and takes the project along again. */
async function evaluateOwn(page, watch, options, out) {
  const { askedProject, whatCame } = await bundle('../scripts/evaluate/asked-project.ts');
  const families = options.families ? { families: names(options.families) } : {};
  const { preset, backend } = options;
  const settings = { preset, backend, seed: Number(options.seed), ...families };
  const file = { name: basename(options.train), bytes: new Uint8Array(readFileSync(options.train)) };
  const project = Buffer.from(await askedProject(file, options.own, settings));
  const asFile = { name: 'evaluation.sightglass', mimeType: 'application/zip', buffer: project };
  await watch.phase('read', () => drive.dropFiles(page, asFile));
  await drive.goToStep(page, 'Train');
  await watch.phase('train', () => drive.train(page));
  if (options.own.lens === 'sequence') {
    // Everybody who is in the file, at its end.
    await watch.phase('apply', () => drive.scoreFile(page, resolve(options.apply ?? options.train)));
    await drive.downloadScored(page, out('predictions.csv'));
  }
  const saved = out('evaluation.sightglass');
  await watch.phase('report', () => drive.saveProject(page, saved));
  const { report, forecasts } = await whatCame(new Uint8Array(readFileSync(saved)));
  writeFileSync(out('report.json'), `${report}\n`);
  if (forecasts !== undefined) writeFileSync(out('predictions.csv'), forecasts);
}

async function evaluate(options) {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('There is no built page: run npm run build first.');
  mkdirSync(options.out, { recursive: true });
  const out = (name) => resolve(join(options.out, name));
  const server = await serveFolder(DIST);
  const browser = await chromium.launch({ executablePath: browserPath(), args: [...BROWSER_ARGS] });
  try {
    const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    const watch = await startWatch(page);
    await drive.openStart(page, server.url);
    if (options.own) {
      await evaluateOwn(page, watch, options, out);
      writeFileSync(out('timings.json'), `${JSON.stringify(watch.finish(), null, 2)}\n`);
      return;
    }
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
