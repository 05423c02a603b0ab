// npm run honesty: simulations with known truth. Do the intervals hold the truth as often as they say, and is anything
// claimed where there is nothing? Draws are kept in .cache/honesty by seed, so that a run that was cut short goes on where
// it stopped; the result is docs/honesty.md.
//
//   npm run honesty [-- --draws 200]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../bench/bundle.mjs';

const { values } = parseArgs({ options: { draws: { type: 'string', default: '200' } } });
const draws = Number(values.draws);
const study = await bundle('../scripts/honesty/study.ts');
const CACHE = '.cache/honesty';
mkdirSync(CACHE, { recursive: true });

/** All draws of one kind, those made before taken from the cache. */
async function draw(name, make) {
  const file = join(CACHE, `${name}.json`);
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  for (let seed = known.length; seed < draws; seed++) {
    known.push(await make(seed));
    writeFileSync(file, JSON.stringify(known));
    if ((seed + 1) % 20 === 0) console.log(`${name}: ${seed + 1} of ${draws}`);
  }
  return known.slice(0, draws);
}

/** Wilson's 95 % interval of a share. */
function wilson(count, of) {
  const z = 1.959964;
  const p = count / of;
  const centre = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;
const rate = (count) => {
  const [low, high] = wilson(count, draws);
  return `${count} of ${draws}, ${percent(count / draws)} (${percent(low)} … ${percent(high)})`;
};

const CLAIMS = new Set(['verdict.useful', 'verdict.simple-is-as-good']);
const lines = [];
for (const [task, figure] of [
  ['binary', 'ROC AUC'],
  ['regression', 'RMSE'],
]) {
  const covered = await draw(`coverage-${task}`, (seed) => study.drawCoverage(task, seed));
  const inside = covered.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
  const bias = covered.reduce((sum, { value, truth }) => sum + value - truth, 0) / draws;
  lines.push(`| ${task} | the 95 % interval of the test ${figure} holds the true one | ${rate(inside)} |`);
  lines.push(`| ${task} | test ${figure} less the true one, on average | ${bias.toFixed(4)} |`);
  const noise = await draw(`noise-${task}`, (seed) => study.drawNoise(task, seed));
  const claimed = noise.filter(({ verdict }) => CLAIMS.has(verdict)).length;
  const segments = noise.filter(({ segmentCards }) => segmentCards > 0).length;
  lines.push(`| ${task}, answers shuffled | a model is called useful | ${rate(claimed)} |`);
  lines.push(`| ${task}, answers shuffled | a group is recommended to act on | ${rate(segments)} |`);
}

writeFileSync(
  'docs/honesty.md',
  `# Honesty

Made by \`npm run honesty -- --draws ${draws}\`: tables of 600 rows drawn from a known rule (three columns and a category that
matter, one that does not), trained with the Quick preset, linear and trees. "True" is what the judged model reaches on
20,000 fresh rows. Shares with their 95 % intervals.

| table | what | how often |
|---|---|---|
${lines.join('\n')}
`,
);
console.log(lines.join('\n'));
