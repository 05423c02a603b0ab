// npm run bench [-- --only ingest,linear,trees,mlp,nets,page] [--repeats N]: times the product side by side with what people
// use in Python, where the machine has it (PYTHON names the interpreter, python3 when unset), prints the figures and
// writes bench/results.md. A run of some benchmarks leaves the others' sections in the file as they are.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { benchIngest } from './ingest.mjs';
import { benchLinear } from './linear.mjs';
import { machine } from './machine.mjs';
import { benchMlp } from './mlp.mjs';
import { benchNets } from './nets.mjs';
import { benchPage } from './page.mjs';
import { holds, section } from './results.mjs';
import { benchTrees } from './trees.mjs';

const RESULTS = join(import.meta.dirname, 'results.md');
const BENCHMARKS = {
  ingest: { title: 'Reading a CSV of 1M × 12', run: benchIngest, repeats: 5 },
  linear: { title: 'Linear models on 1M × 20', run: benchLinear, repeats: 5 },
  trees: { title: 'Boosted trees on 100,000 × 20', run: benchTrees, repeats: 5 },
  mlp: { title: 'An epoch of the network on 100,000 × 20', run: benchMlp, repeats: 3 },
  nets: { title: 'An epoch of the nets for texts, pictures and steps', run: benchNets, repeats: 3 },
  page: { title: 'The page with 1M rows', run: benchPage, repeats: 3 },
};

const HEAD = `# Benchmarks

\`npm run bench\`, or one of them: \`npm run bench -- --only ingest\`. Each is run once to warm up and then in rounds in
which each side has its turn; times are medians of the rounds ("from … to" the extremes), ratios medians of the ratios
within a round. "Processor" counts the seconds of all threads. A promise is judged by time, and by processor where the
machine had other work and a side had to wait: where its time is more than 1.2 × its processor seconds.
`;

/** The sections of the file as it stands, by title. */
function sectionsOf(path) {
  if (!existsSync(path)) return new Map();
  const parts = readFileSync(path, 'utf8').split(/^(?=## )/m);
  return new Map(parts.slice(1).map((part) => [/^## (.*)$/m.exec(part)[1], part.trim()]));
}

async function runOne(name, repeats) {
  const { title, run, repeats: usual } = BENCHMARKS[name];
  console.log(`\n${name} …`);
  const about = machine();
  let result;
  try {
    result = await run({ repeats: repeats ?? usual });
  } catch (error) {
    result = { error: stripVTControlCharacters(error.stack ?? String(error)) };
  }
  const versions = Object.entries(result.versions ?? {}).map(([peer, version]) => `${peer} ${version}`);
  const facts = [...Object.values(about).slice(0, -1), ...versions].join(' · ');
  const when = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const text = `${section(title, result)}\n\n<sub>${when} UTC · ${facts} · load before: ${about['Load before the run']}</sub>`;
  console.log(text);
  return { title, text, failed: 'error' in result, good: holds(result) };
}

const { values } = parseArgs({ options: { only: { type: 'string' }, repeats: { type: 'string' } } });
const wanted = values.only?.split(',') ?? Object.keys(BENCHMARKS);
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHMARKS, name));
if (unknown.length > 0) {
  console.error(`There is no benchmark "${unknown.join('", "')}": ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exit(1);
}
const sections = sectionsOf(RESULTS);
let good = true;
for (const name of wanted) {
  const done = await runOne(name, values.repeats && Number(values.repeats));
  // What was measured before stays; a failure is told on the screen.
  if (!done.failed || !sections.has(done.title)) sections.set(done.title, done.text);
  good &&= done.good;
  const inOrder = Object.values(BENCHMARKS).flatMap(({ title }) => sections.get(title) ?? []);
  const text = [HEAD.trim(), ...inOrder].join('\n\n');
  writeFileSync(RESULTS, await format(text, { ...(await resolveConfig(RESULTS)), parser: 'markdown' }));
}
console.log(good ? '\nEverything promised holds.' : '\nNot everything promised holds: see above.');
process.exit(0);
