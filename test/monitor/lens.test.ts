import { expect, it } from 'vitest';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { getColumn, makeTable } from '../../src/core/table/table.ts';
import { compareOutcomes } from '../../src/lenses/predict/feedback.ts';
import { estimators, plan, train } from '../predict/support.ts';
import { classes } from '../predict/synthetic.ts';

it('outcomes of a trained model: none moved where nothing did, the one that did otherwise, with its weight', async () => {
  const { table, question } = classes(600, 51);
  const model = await train({ table, plan: plan(question, { families: ['linear'] }) });
  const later = classes(500, 52).table;
  const compare = (outcomes: typeof later) =>
    compareOutcomes({
      estimators: estimators(),
      steps: STEPS,
      model,
      outcomes,
      outcomeColumn: 'y',
      matching: { kind: 'rescored' },
      pacer: createPacer(new AbortController().signal),
    });
  const still = await compare(later);
  expect(still.drift.map(({ column, size }) => `${column} ${size}`).toSorted()).toEqual(['a none', 'b none', 'c none']);
  const a = getColumn(later, 'a');
  if (a.kind !== 'number') throw new Error('a is a number');
  const moved = { ...a, values: a.values.map((value) => value + 1) };
  const columns = later.columns.map((column) => (column.name === 'a' ? moved : column));
  const { drift } = await compare(makeTable(columns));
  const row = drift.find(({ column }) => column === 'a');
  expect(row).toMatchObject({ size: 'large' });
  expect(row?.effect).toBeGreaterThan(0.7);
  // The target hangs on a more than on c, and on b not at all.
  expect(row?.importance).toBeGreaterThan(0.5);
  expect(drift.filter(({ size }) => size !== 'none')).toHaveLength(1);
}, 60_000);
