import type { Target } from '../learn/task.ts';

/** What segments are compared by: a number a row, 0 and 1 where it says whether a row is of a class. */
export interface Outcome {
  readonly kind: 'share' | 'mean';
  /** Three classes and more: the class. */
  readonly ofClass?: string;
  /** Which way a segment may differ to be worth naming. */
  readonly directions: readonly ('high' | 'low')[];
  valueAt(row: number): number;
}

/** "Yes" of two classes, each class of more (where it is more frequent), or the number itself, high and low. */
export function outcomesOf(target: Target): Outcome[] {
  if (target.task === 'regression') {
    const { values } = target;
    return [{ kind: 'mean', directions: ['high', 'low'], valueAt: (row) => values[row] as number }];
  }
  const { codes, classes, task } = target;
  const wanted = task === 'binary' ? [classes.length - 1] : classes.map((_, code) => code);
  return wanted.map((wantedCode) => ({
    kind: 'share',
    directions: ['high'],
    ...(task === 'multiclass' ? { ofClass: classes[wantedCode] as string } : {}),
    valueAt: (row) => (codes[row] === wantedCode ? 1 : 0),
  }));
}
