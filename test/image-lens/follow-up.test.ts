import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { IMAGE_METHOD } from '../../src/lenses/image/method.ts';
import { compareOutcomes } from '../../src/lenses/predict/feedback.ts';
import { retrain } from '../../src/lenses/predict/retrain.ts';
import { COMPUTE } from '../predict/support.ts';
import { asPixelColumns, markedPictures } from '../support/pictures.ts';
import { imagePlan, registries, trainImages } from './support.ts';

const marked = (rows: number, seed: number, side = 10) =>
  markedPictures({ rows, seed, side, channels: 1, kinds: 2, noise: 15, shift: side / 20, lighter: true });

describe('what comes after a model of pictures', () => {
  it('is measured on pictures whose label came later, and learned from together with the old ones', async () => {
    const first = marked(240, 1);
    const old = makeTable([first.pictures, first.labels]);
    const plan = imagePlan(
      {
        target: 'label',
        task: 'binary',
        positive: 'ring',
        columns: ['picture'],
        split: { kind: 'random', testShare: 0.2 },
      },
      { families: ['linear'] },
    );
    const model = await trainImages({ table: old, plan });
    // The new pictures are twice as large.
    const second = marked(160, 2, 20);
    const outcomes = makeTable([second.pictures, second.labels]);
    const pacer = createPacer(new AbortController().signal);
    const shared = { model, outcomes, outcomeColumn: 'label', matching: { kind: 'rescored' }, pacer } as const;
    const report = await compareOutcomes({ ...registries(), ...shared });
    expect(report.matchedRows).toBe(160);
    expect(report.metrics.find(({ metric }) => metric === 'accuracy')?.value).toBeGreaterThan(0.85);

    const run = retrain({
      ...registries(),
      ...shared,
      old,
      method: IMAGE_METHOD,
      now: () => '2026-01-01T00:00:00.000Z',
      clock: () => 0,
      finish: new AbortController().signal,
      modelId: 'again',
      appVersion: '0.0.0',
      compute: () => COMPUTE,
    });
    let step = await run.next();
    while (!step.done) step = await run.next();
    const { model: again, comparison } = step.value;
    expect(again.parent).toBe(model.id);
    expect(again.report.image?.shape).toEqual({ height: 10, width: 10, channels: 1 });
    expect(comparison.rowCount).toBe(48);
  });

  it('has a drift of pictures, not of each of their pixels', async () => {
    const { pictures, labels } = marked(160, 3);
    const columns = asPixelColumns(pictures);
    const table = makeTable([...columns, labels]);
    const plan = imagePlan(
      {
        target: 'label',
        task: 'binary',
        positive: 'ring',
        columns: columns.map(({ name }) => name),
        split: { kind: 'random', testShare: 0.2 },
        shape: { height: 10, width: 10, channels: 1 },
      },
      { families: ['linear'] },
    );
    const model = await trainImages({ table, plan });
    expect(model.columns).toHaveLength(100);
    expect(model.columns.every(({ quantiles }) => quantiles === undefined)).toBe(true);
    const report = await compareOutcomes({
      ...registries(),
      model,
      outcomes: table,
      outcomeColumn: 'label',
      matching: { kind: 'rescored' },
      pacer: createPacer(new AbortController().signal),
    });
    expect(report.drift).toEqual([]);
    expect(report.metrics[0]?.value).toBeGreaterThan(0.9);
  });
});
