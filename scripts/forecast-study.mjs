// npm run forecast-study: 300 generated series of twelve kinds forecast as the page does (Balanced), each alone and those of
// a kind together, against the best single method with hindsight; real series kept back as the reference scores have it;
// and how long 100 monthly series take. Outcomes are kept in .cache/forecast-study by kind and seed, so that a run that was
// cut short goes on where it stopped; the result is docs/forecast.md.
//
//   npm run forecast-study [-- --series 25 --seeds 1,2 --networks]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Papa from 'papaparse';
import { bundle } from '../bench/bundle.mjs';
import { machine } from '../bench/machine.mjs';

const { values: options } = parseArgs({
  options: {
    series: { type: 'string', default: '25' },
    seeds: { type: 'string', default: '1,2' },
    networks: { type: 'boolean', default: false },
  },
});
const count = Number(options.series);
const seeds = options.seeds.split(',').map(Number);
const study = await bundle('../scripts/forecast-study/study.ts');
const CACHE = '.cache/forecast-study';
const DATA = resolve(process.env.SIGHTGLASS_DATA ?? '../shared/data');
mkdirSync(CACHE, { recursive: true });
const methods = options.networks ? study.withNetworks() : study.withoutNetworks();
const tag = options.networks ? '-networks' : '';

/** What the cache says, else what is measured now. */
async function once(name, measure) {
  const file = join(CACHE, `${name}${tag}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const outcome = await measure();
  writeFileSync(file, JSON.stringify(outcome, null, 1));
  console.log(name, JSON.stringify(outcome).slice(0, 160));
  return outcome;
}

const mean = (numbers) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)} %`;

/** One line a kind, over the seeds, and the whole. */
async function table(together) {
  const rows = [];
  for (const kind of study.kinds) {
    const outcomes = [];
    for (const seed of seeds) {
      const name = `${kind}-${seed}-${count}-${together ? 'together' : 'alone'}`;
      outcomes.push(await once(name, () => study.studyKind(kind, count, seed, together, methods)));
    }
    const shared = Object.keys(outcomes[0].alone).filter((id) => outcomes.every(({ alone }) => id in alone));
    const [best] = shared.map((id) => [id, mean(outcomes.map(({ alone }) => alone[id]))]).sort((a, b) => a[1] - b[1]);
    const inside = outcomes.reduce((sum, one) => sum + one.inside, 0);
    const points = outcomes.reduce((sum, one) => sum + one.points, 0);
    rows.push({ kind, best, chosen: mean(outcomes.map(({ chosen }) => chosen)), inside, points });
  }
  const chosen = mean(rows.map((row) => row.chosen));
  const best = mean(rows.map((row) => row.best[1]));
  const coverage = mean(rows.map((row) => row.inside / row.points));
  const lines = rows.map(
    ({ kind, best: [method, mase], chosen: own, inside, points }) =>
      `| ${kind} | ${method} ${mase.toFixed(3)} | ${own.toFixed(3)} | ${percent(own / mase - 1)} | ${percent(inside / points)} |`,
  );
  lines.push(
    `| **all** | ${best.toFixed(3)} | ${chosen.toFixed(3)} | **${percent(chosen / best - 1)}** (at most 3 %) | **${percent(coverage)}** (87–93 %) |`,
  );
  return lines.join('\n');
}

const HEAD =
  '| kind | best single method with hindsight: MASE | chosen: MASE | more by | inside the 90 % interval |\n|---|---|---|---|---|';

const rowsOf = (file) =>
  Papa.parse(readFileSync(join(DATA, file), 'utf8'), { header: true, skipEmptyLines: true }).data;

/** Monthly passengers. */
function passengers() {
  return rowsOf('air-passengers/AirPassengers.csv').map((row) => Number(row.value));
}

/** Rides a day, from hours. */
function rides() {
  const days = new Map();
  for (const row of rowsOf('bike-sharing/bike_sharing_demand.csv')) {
    const name = Object.keys(row).find((key) => /date/i.test(key));
    const [month, day, year] = row[name].split('/').map(Number);
    const time = Date.UTC(year < 100 ? 2000 + year : year, month - 1, day);
    days.set(time, (days.get(time) ?? 0) + Number(row.count));
  }
  const times = [...days.keys()].sort((a, b) => a - b);
  return { start: times[0], values: times.map((time) => days.get(time)) };
}

async function real() {
  const lines = [];
  const line = (name, { mase, coverage, chosen, seconds }, bar, reference) =>
    `| ${name} | ${mase.toFixed(3)} | ${bar} | ${reference} | ${percent(coverage, 0)} | ${chosen} | ${seconds.toFixed(1)} s |`;
  if (existsSync(join(DATA, 'air-passengers'))) {
    const outcome = await once('air', () =>
      study.keptBack(passengers(), Date.UTC(1949, 0, 1), { unit: 'month', count: 1 }, 24, 12, methods),
    );
    lines.push(line('air-passengers, last 24 months', outcome, '1.02', 'ETS 1.014, boosted lags 0.607'));
  }
  if (existsSync(join(DATA, 'bike-sharing'))) {
    const { start, values } = rides();
    const outcome = await once('bike', () => study.keptBack(values, start, { unit: 'day', count: 1 }, 28, 7, methods));
    lines.push(line('bike-sharing a day, last 28 days', outcome, '1.81', 'ETS 1.805, boosted lags 1.311'));
  }
  return lines.length > 0
    ? `| series | MASE | bar | reference | inside 90 % | chosen | training |\n|---|---|---|---|---|---|---|\n${lines.join('\n')}`
    : 'The real series are not on this machine.';
}

const months = await once('months', () => study.timeMonths(100, methods));
const alone = await table(false);
const together = await table(true);
const kept = await real();
const slow = months.methods
  .filter(([, seconds]) => seconds >= 0.1)
  .sort((a, b) => b[1] - a[1])
  .map(([method, seconds]) => `${method} ${seconds.toFixed(1)} s`)
  .join(', ');

writeFileSync(
  'docs/forecast.md',
  `# Forecasts

Made by \`npm run forecast-study\` in Node on ${machine().Processor}${options.networks ? '' : ', networks left out'}.

## Twelve kinds of series, ${12 * count * seeds.length} in all

Series whose making is known (\`scripts/forecast-study/generate.ts\`), seeds ${seeds.join(', ')}: ${count} of each kind and seed. Trained as the page does
(Balanced), then compared with the true future behind them, which nothing had seen: 12 months, of two seasons 24 hours.
The best single method is picked with hindsight, by that future, for each kind; the page picks without.

Each series a job of its own:

${HEAD}
${alone}

Those of a kind in one job, in which they lend each other evidence:

${HEAD}
${together}

Level shifts lie in the past of every series of that kind and never in its future: fans that reckon with another one are
too wide there.

## Real series kept back

As in the reference scores: trained once on what lies before, MASE by the seasonal error of what was learned from.

${kept}

## Time

100 monthly series of 120 values, all methods${options.networks ? '' : ' but networks'}, the backtest and the last fit: ${months.seconds.toFixed(1)} s on the clock,
${months.processor.toFixed(1)} s of processor time. By method (backtest): ${slow}.
`,
);
console.log(`${alone}\n\n${together}\n\n${kept}\n${JSON.stringify(months)}`);
