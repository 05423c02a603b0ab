import { expect, it } from 'vitest';
import { createFuzzer, type Target } from '../../scripts/fuzz/fuzzer.ts';

/** A sample of what `npm run fuzz` runs a hundred thousand of. */
const RUNS: readonly (readonly [Target, number])[] = [
  ['link', 900],
  ['project', 550],
  ['locked', 50],
];

it('opens or refuses 1,500 damaged links and project files: no crash, no prototype change, no request', async () => {
  const fuzzer = await createFuzzer();
  const came = new Set<string>();
  for (const [target, count] of RUNS) {
    for (let seed = 0; seed < count; seed++) came.add(`${target} ${(await fuzzer.run(target, seed)).came}`);
  }
  // The damage is such that some of it is harmless and some of it reaches every check.
  expect([...came]).toEqual(expect.arrayContaining(['link opened', 'project opened', 'link share.damaged']));
}, 120_000);
