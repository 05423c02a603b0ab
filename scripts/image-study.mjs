// npm run image-study: digits and generated pictures over five seeds each, trained as the page trains (Balanced, the
// processor's own kernels), in Node. Trainings are kept in .cache/image-study by name and seed, so that a run that was cut
// short goes on where it stopped; the result is docs/images.md.
//
//   npm run image-study [-- --seeds 5 --rows 2000]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../bench/bundle.mjs';
import { machine } from '../bench/machine.mjs';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '5' }, rows: { type: 'string', default: '2000' } },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1);
const rows = Number(values.rows);
const DIGITS = resolve(process.env.SIGHTGLASS_DATA ?? '../shared/data', 'digits-8x8/digits.csv');
const study = await bundle('../scripts/images/study.ts');
const CACHE = '.cache/image-study';
mkdirSync(CACHE, { recursive: true });

/** One training, or what the cache says of it. */
async function once(name, seed, table, families) {
  const file = join(CACHE, `${name}-${seed}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const outcome = await study.train(await table(), seed, families);
  writeFileSync(file, JSON.stringify(outcome, null, 1));
  console.log(`${name}, seed ${seed}: ${(100 * outcome.accuracy).toFixed(2)} % in ${outcome.seconds.toFixed(0)} s`);
  return outcome;
}

const mean = (numbers) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
const percent = (share) => `${(100 * share).toFixed(2)} %`;

async function lineOf(title, name, table, families, bar) {
  const outcomes = [];
  for (const seed of seeds) outcomes.push(await once(name, seed, () => table(seed), families));
  const average = mean(outcomes.map(({ accuracy }) => accuracy));
  const each = outcomes.map(({ accuracy }) => percent(accuracy)).join(', ');
  const chosen = [...new Set(outcomes.map((one) => one.chosen))].join(', ');
  const seconds = Math.round(mean(outcomes.map((one) => one.seconds)));
  const holds = bar === undefined ? '' : `≥ ${percent(bar)}: ${average >= bar ? 'holds' : 'missed'}`;
  const cut = outcomes.filter(({ ended }) => ended !== 'complete').length;
  const note = cut > 0 ? ` (${cut} of ${outcomes.length} out of time)` : '';
  return `| ${title} | ${percent(average)} | ${each} | ${holds} | ${chosen} | ${seconds} s${note} |`;
}

const lines = [];
const [cnn, linear, both] = [['network'], ['linear'], ['linear', 'network']];
if (existsSync(DIGITS)) {
  const csv = await study.digits(DIGITS);
  const list = await study.zippedDigits(csv, 'list');
  const folders = await study.zippedDigits(csv, 'folders');
  lines.push(await lineOf('digits 8 × 8, CSV: network alone', 'digits-cnn', () => csv, cnn, 0.975));
  lines.push(await lineOf('digits 8 × 8, CSV: logistic alone', 'digits-linear', () => csv, linear));
  lines.push(await lineOf('digits 8 × 8, CSV: chosen', 'digits-chosen', () => csv, both));
  lines.push(
    await lineOf('the same, zip of PNGs (× 15) and a list: network alone', 'zip-list-cnn', () => list, cnn, 0.975),
  );
  lines.push(
    await lineOf('the same, zip with a folder a digit: network alone', 'zip-folders-cnn', () => folders, cnn, 0.975),
  );
} else {
  console.log(`There is no file ${DIGITS}: digits are left out.`);
}
const marked = (seed) => study.marks(seed, rows, 30);
const noisy = (seed) => study.marks(seed, rows, 120);
lines.push(await lineOf(`marks 28 × 28 in colour, ${rows} pictures: chosen`, 'marks-chosen', marked, both, 0.97));
lines.push(await lineOf(`marks 28 × 28 in colour, ${rows} pictures: logistic alone`, 'marks-linear', marked, linear));
lines.push(await lineOf(`marks in four times the noise, ${rows} pictures: chosen`, 'noisy-chosen', noisy, both));

writeFileSync(
  'docs/images.md',
  `# Pictures

Made by \`npm run image-study\`: each line is ${seeds.length} trainings with seeds ${seeds.join(', ')} (of marks, other pictures for each
seed, too), with what the columns suggest, the Balanced preset and WASM kernels, in Node on
${machine().Processor}. Accuracy is that on
the test rows, a random fifth that nothing else has seen. A zip in which every value is that of the CSV times 15 gives the
very same networks; its rows come in another order where labels are folders.

| pictures | accuracy | each seed | bar | chosen | processor time of a training |
|---|---|---|---|---|---|
${lines.join('\n')}

Digits are scikit-learn's 1,797 (UCI). Marks are crosses, rings, bars and wedges of any colour, lighter or darker than
their ground, shifted by up to 4 pixels each way, of several sizes, in noise of 30 steps of 255
(\`test/support/pictures.ts\`); since a mark is as often lighter as darker, pixels one by one say nothing, and the logistic
regression shows it.
`,
);
console.log(lines.join('\n'));
