import type { FitProgress, LiveView } from '../../core/learn/estimator.ts';
import type { Target } from '../../core/learn/task.ts';
import type { TrainEvent, WatchedView } from './events.ts';

/** What is learned from, to name what a network tells of it. */
interface Watching {
  /** Of the whole table, one a row of the features. */
  readonly rows: Int32Array;
  readonly target: Target;
}

/** A fit's progress as the page is told of it. @param fold −1 for refits */
export function curveEvent(
  progress: Omit<FitProgress, 'checkpoint'>,
  candidateId: number,
  fold: number,
  watching: Watching,
): Extract<TrainEvent, { kind: 'curve' }> {
  const { live, ...rest } = progress;
  const said = { kind: 'curve', candidateId, fold, ...rest } as const;
  return live ? { ...said, live: watchedView(live, watching) } : said;
}

/** Rows as the table numbers them, classes by their names. */
export function watchedView({ examples, filters }: LiveView, { rows, target }: Watching): WatchedView {
  const name = (code: number): string => (target.task === 'regression' ? '' : (target.classes[code] ?? ''));
  return {
    ...(filters ? { filters } : {}),
    examples: examples.map(({ row, actual, predicted, share }) => ({
      row: rows[row] as number,
      actual: name(actual),
      predicted: name(predicted),
      share,
    })),
  };
}
