// npm run fuzz: damaged links and project files, by the hundred thousand. Each opens or is refused with a code; none may
// crash, hang, change a prototype, ask for anything, bring markup into an HTML report, or open as something else than what
// was written. Counts are kept in .cache/fuzz, so that a run that was cut short goes on where it stopped; the result is
// docs/fuzz.md.
//
//   npm run fuzz [-- --inputs 100000]    in all, 60 % links, 38 % project files, 2 % locked ones
//   npm run fuzz -- --only project --seed 473    one of them again, with its stack
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../bench/bundle.mjs';

const { values } = parseArgs({
  options: { inputs: { type: 'string', default: '100000' }, only: { type: 'string' }, seed: { type: 'string' } },
});
const inputs = Number(values.inputs);
const SHARES = { link: 0.6, project: 0.38, locked: 0.02 };
const NAMES = { link: 'links', project: 'project files', locked: 'locked project files' };
const CACHE = '.cache/fuzz';
const SLOW_MS = 1000;
const AT_A_TIME = 500;
mkdirSync(CACHE, { recursive: true });

const { createFuzzer } = await bundle('../scripts/fuzz/fuzzer.ts');
const fuzzer = await createFuzzer();

if (values.only !== undefined) {
  console.log(await fuzzer.run(values.only, Number(values.seed ?? 0)));
  process.exit(0);
}

/** @returns what came of `count` seeds, and the slowest */
async function fuzz(target, count) {
  const file = join(CACHE, `${target}.json`);
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { done: 0, came: {}, slowestMs: 0 };
  while (known.done < count) {
    const end = Math.min(count, known.done + AT_A_TIME);
    for (let seed = known.done; seed < end; seed++) {
      let { came, ms } = await fuzzer.run(target, seed);
      // Other work of this process (compiling, collecting) may have counted: only what is slow a second time is slow.
      if (ms > SLOW_MS) ms = Math.min(ms, (await fuzzer.run(target, seed)).ms);
      if (ms > SLOW_MS) throw new Error(`${target} ${seed} took ${ms.toFixed(0)} ms`);
      known.came[came] = (known.came[came] ?? 0) + 1;
      known.slowestMs = Math.max(known.slowestMs, ms);
    }
    known.done = end;
    writeFileSync(file, JSON.stringify(known));
    if (end % 5000 === 0) console.log(`${target}: ${end} of ${count}`);
  }
  return known;
}

const number = (value) => value.toLocaleString('en');
const lines = [];
for (const [target, share] of Object.entries(SHARES)) {
  const count = Math.round(inputs * share);
  const { done, came, slowestMs } = await fuzz(target, count);
  const codes = Object.entries(came).toSorted(([, a], [, b]) => b - a);
  const said = codes.map(([code, times]) => `${code} ${number(times)}`).join(', ');
  lines.push(`| ${NAMES[target]} | ${number(done)} | ${said} | ${slowestMs.toFixed(0)} ms |`);
}

writeFileSync(
  'docs/fuzz.md',
  `# Fuzzing

Made by \`npm run fuzz -- --inputs ${inputs}\`: real reports (linear, trees, a number predicted) and a real project (two models, a scored
file, a data file) damaged by seed, and opened as the page opens them. Damage: bits turned, bytes and characters cut, put in,
taken out and doubled; places of the JSON exchanged for hostile values, hostile keys (\`__proto__\`, \`constructor\`, …) and markup,
with checksums that fit the damage; parts of the zip renamed and its directory overwritten. Locked files are damaged outside their
encryption, with one round of key derivation.

Every input opened or was refused with a code that the page has a sentence for. After each one: nothing else was thrown, it took
less than a second of processor time, the built-in prototypes were as before, no request was tried (fetch, sockets and their like throw), an opened
report written as an HTML file brought no markup into it, and a project file with damaged bytes that opened held exactly what had
been written.

| damaged | inputs | what came | slowest |
|---|---|---|---|
${lines.join('\n')}
`,
);
console.log(lines.join('\n'));
