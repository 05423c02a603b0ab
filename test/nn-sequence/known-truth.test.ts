import { describe, expect, it } from 'vitest';
import {
  countsMatter,
  orderMatters,
  PAIRS_CEILING,
  pairsMatter,
  WHAT_NEXT,
  WILL_BUY,
} from '../../scripts/sequence-study/generate.ts';
import type { Estimator } from '../../src/core/learn/estimator.ts';
import { markov } from '../../src/core/learn/journey/markov.ts';
import type { Table } from '../../src/core/table/table.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';
import { LENS_METHODS } from '../../src/lenses/methods.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictSettings } from '../../src/lenses/predict/question.ts';
import type { SequenceColumns } from '../../src/lenses/sequence/types.ts';
import { makeJourneyGru } from '../../src/nn/sequence/estimator.ts';
import { estimators, train } from '../predict/support.ts';
import { ask, figure } from '../sequence-lens/support.ts';
import { netSources } from './support.ts';

const registry = estimators(markov as unknown as Estimator, makeJourneyGru(netSources()) as unknown as Estimator);

const trainOn = (
  table: Table,
  sequence: SequenceColumns,
  settings: Partial<PredictSettings>,
  onEvent?: (event: TrainEvent) => void,
): Promise<PredictModel> =>
  train(
    {
      table,
      plan: ask(sequence, { preset: 'balanced', ...settings }),
      method: LENS_METHODS.sequence,
      estimators: registry,
    },
    onEvent,
  );

describe('journeys of which everything is known', { timeout: 120_000 }, () => {
  it('has a GRU read the order of events where counts say nothing', async () => {
    const table = orderMatters(1, 260);
    const events: TrainEvent[] = [];
    const model = await trainOn(table, WILL_BUY, { families: ['trees', 'network'] }, (event) => events.push(event));
    const trees = await trainOn(table, WILL_BUY, { families: ['linear', 'trees'] });
    expect(model.report.chosen.estimator).toBe('journey-gru');
    expect(figure(model, 'rocAuc')).toBeGreaterThan(Math.max(0.9, figure(trees, 'rocAuc') + 0.1));
    const drawn = events.flatMap((event) => (event.kind === 'candidate' ? [event.candidate.layers ?? []] : []));
    expect(drawn.find((layers) => layers.length > 0)?.map(({ name }) => name)).toEqual([
      'steps',
      'step-embedding',
      'spatial-dropout',
      'gru',
      'dropout',
      'dense',
    ]);
  });

  it('leaves the network aside where counts say it all', async () => {
    const model = await trainOn(countsMatter(1, 260), WILL_BUY, {
      families: ['linear', 'network'],
      network: { epochs: 12 },
    });
    const tried = model.report.tries.map(({ estimator }) => estimator);
    expect(tried).toContain('journey-gru');
    expect(model.report.chosen.estimator).toBe('logistic');
    expect(figure(model, 'rocAuc')).toBeGreaterThan(0.7);
  });

  it('has a chain know what follows from the last two events', async () => {
    const model = await trainOn(pairsMatter(1, 60, 25), WHAT_NEXT, { preset: 'quick', families: ['linear'] });
    expect(model.report.chosen.estimator).toBe('markov');
    expect(figure(model, 'accuracy')).toBeGreaterThan(PAIRS_CEILING - 0.1);
  });
});
