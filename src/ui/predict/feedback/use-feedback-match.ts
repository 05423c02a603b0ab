import { useState } from 'react';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import type { OutcomeMatching } from '../../../workers/train-contract.ts';
import { useApp } from '../../app-context.tsx';
import { defaultMatch, type MatchChoice } from '../view/match.ts';

export interface FeedbackMatch {
  readonly choice: MatchChoice;
  readonly set: (choice: MatchChoice) => void;
  /** What the commands take; undefined while something is still to be chosen. */
  readonly ready:
    { readonly matching: OutcomeMatching; readonly outcomeColumn: string; readonly batchId?: string } | undefined;
}

/** How outcomes are matched to predictions: a likely choice for the file at hand until the person makes another. */
export function useFeedbackMatch(model: PredictModel): FeedbackMatch {
  const file = useApp((state) => state.feedback.file);
  const batches = useApp((state) => state.batches);
  const [chosen, setChosen] = useState<{ readonly tableId: string; readonly choice: MatchChoice } | undefined>(
    undefined,
  );
  const table = file.status === 'ready' ? file.value : undefined;
  const own = chosen && chosen.tableId === table?.tableId ? chosen.choice : undefined;
  const choice = own ?? defaultMatch(model, table, batches);
  const ready = readyMatch(choice);
  return {
    choice,
    set: (next) => setChosen({ tableId: table?.tableId ?? '', choice: next }),
    ready,
  };
}

function readyMatch(choice: MatchChoice): FeedbackMatch['ready'] {
  const { kind, key, outcome, batchId } = choice;
  if (outcome === undefined) return undefined;
  if (kind === 'rescored') return { matching: { kind }, outcomeColumn: outcome };
  if (batchId === undefined) return undefined;
  if (kind === 'order') return { matching: { kind }, outcomeColumn: outcome, batchId };
  return key === undefined ? undefined : { matching: { kind, column: key }, outcomeColumn: outcome, batchId };
}
