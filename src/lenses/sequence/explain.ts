import { JOURNEY_COLUMN } from '../../core/journeys/columns.ts';
import type { Contender } from '../predict/contender.ts';
import { explain, type Explanation } from '../predict/explain.ts';
import { memberEstimator } from '../predict/pipeline.ts';
import type { Training } from '../predict/training.ts';
import { reachCards } from './cards.ts';

/**
 * What drives the predictions. Of models that read columns, those columns; of networks that read journeys in their order, the
 * events themselves say it (`SequenceFindings.events`), and no column does.
 */
export async function explainSequence(
  training: Training,
  chosen: Contender,
  linear: Contender | undefined,
): Promise<Explanation> {
  const { problem } = training;
  const features = problem.features.columns.filter(({ name }) => name !== JOURNEY_COLUMN);
  const reads = readsColumns(training, chosen);
  // A network that reads the journey alone is blind to the columns: nothing is shuffled in vain.
  const shown = reads ? features : [];
  const asked: Training = { ...training, problem: { ...problem, features: { ...problem.features, columns: shown } } };
  const reach = reachCards(training, chosen);
  const nothing = reach.map(() => ({}));
  if (chosen.family !== 'baseline' && !reads) {
    return { importances: [], dependence: [], cards: reach, counts: {}, warnings: [] };
  }
  const { cards, counts, ...found } = await explain(asked, chosen, linear);
  // Counts are told a card: ours is about the ranked list and has no limits that could give rows away.
  const counted = counts.cards
    ? { ...counts, cards: { ...counts.cards, each: [...nothing, ...counts.cards.each] } }
    : counts;
  return { ...found, cards: [...reach, ...cards], counts: counted };
}

/** Whether any member looks at the columns made of the events. */
function readsColumns({ input }: Training, chosen: Contender): boolean {
  return (chosen.byFold[0] ?? []).some((member) => memberEstimator(member, input.estimators).encoding !== 'raw');
}
