// npm run kill-study: saves in the built page, kills the real browser (SIGKILL) at random moments of saving, opens it
// again, and writes into docs/keeping.md what was found. Outcomes are kept in .cache/kill-study by build and seed, so that
// a run that was cut short goes on where it stopped.
//
//   npm run kill-study [-- --renaming 80] [--file 20] [--seed 1]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { fileTrial, renamingTrials } from './kill/trials.mjs';
import { serveFolder } from './serve.mjs';

const { values: options } = parseArgs({
  options: {
    renaming: { type: 'string', default: '80' },
    file: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
const WANTED = { renaming: Number(options.renaming), file: Number(options.file) };
const KINDS = {
  renaming: { what: 'Renamed and saved over and over; names of 20 to 250,000 characters', mostMs: 400 },
  file: { what: 'A file of 400,000 rows dropped into an empty page', mostMs: 800 },
};

const DIST = process.env.SIGHTGLASS_DIST ?? 'dist';
const page = readFileSync(`${DIST}/index.html`);
const build = createHash('sha256').update(page).digest('hex').slice(0, 12);
const cache = `.cache/kill-study/${build}-${options.seed}.json`;
const REPORT = 'docs/keeping.md';
const [BEGIN, END] = ['<!-- kill study: begin -->', '<!-- kill study: end -->'];

/** In [0, 1), from the seed and the number of the trial alone. */
function share(kind, index) {
  const digest = createHash('sha256').update(`${options.seed} ${kind} ${index}`).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

const outcomes = existsSync(cache) ? JSON.parse(readFileSync(cache, 'utf8')) : [];
const of = (kind) => outcomes.filter((outcome) => outcome.kind === kind);

function note(outcome) {
  outcomes.push(outcome);
  mkdirSync(dirname(cache), { recursive: true });
  writeFileSync(cache, JSON.stringify(outcomes));
  const { kind, delay, found, recovered, said = '' } = outcome;
  console.log(
    `${kind} ${of(kind).length}/${WANTED[kind]}: killed after ${Math.round(delay)} ms, ${found}${recovered ? ', recovered' : ''} ${said}`,
  );
}

const delayOf = (kind) => share(kind, of(kind).length) * KINDS[kind].mostMs;

async function run(url) {
  if (of('renaming').length < WANTED.renaming) {
    const trials = await renamingTrials(url);
    try {
      while (of('renaming').length < WANTED.renaming) note(await trials.trial(delayOf('renaming')));
    } finally {
      await trials.end();
    }
  }
  while (of('file').length < WANTED.file) note(await fileTrial(url, delayOf('file')));
}

function table() {
  const rows = Object.entries(KINDS).map(([kind, { what }]) => {
    const all = of(kind);
    const count = (test) => all.filter(test).length;
    const cells = [
      what,
      all.length,
      count(({ found }) => found === 'old'),
      count(({ found }) => found === 'new'),
      count(({ recovered }) => recovered),
      count(({ found }) => found === 'broken'),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| what was going on | kills | the old state | the new state | of these from the save before | broken |',
    '|---|--:|--:|--:|--:|--:|',
    ...rows,
  ].join('\n');
}

const server = await serveFolder(DIST, { base: '/sub/path/' });
try {
  await run(server.url);
} finally {
  await server.close();
}
const report = readFileSync(REPORT, 'utf8');
const [before, rest = ''] = report.split(BEGIN);
const after = rest.split(END)[1] ?? '';
writeFileSync(REPORT, `${before}${BEGIN}\n\n${table()}\n\n${END}${after}`);
console.log(table());
process.exit(outcomes.some(({ found }) => found === 'broken') ? 1 : 0);
