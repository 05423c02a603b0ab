import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';

/** Columns of the question that a step of the recipe would touch, by what is known before training. */
export function touchedColumns(step: string, profile: TableProfile, question: PredictQuestion): readonly string[] {
  const learned = new Set(question.columns);
  const columns = profile.columns.filter(({ name }) => learned.has(name));
  const kindOf = (kind: string) => columns.filter((column) => column.kind === kind).map(({ name }) => name);
  switch (step) {
    case 'dates':
      return kindOf('date');
    case 'texts':
      return kindOf('text');
    case 'outliers':
    case 'scale':
      return kindOf('number');
    case 'categories':
      return kindOf('category');
    case 'constants':
      return columns.filter(({ distinct }) => distinct < 2).map(({ name }) => name);
    case 'missing':
      return columns.filter(({ missing }) => missing > 0).map(({ name }) => name);
    default:
      return [];
  }
}

export interface LeftOut {
  readonly column: string;
  /** `left-out.id`, …; `left-out.by-choice` where the page itself would have kept it. */
  readonly code: string;
}

/** Columns that are neither asked about nor learned from, with why. */
export function leftOutColumns(
  profile: TableProfile,
  question: PredictQuestion,
  proposed: readonly LeftOut[],
): readonly LeftOut[] {
  const used = new Set([question.target, ...question.columns]);
  const reasons = new Map(proposed.map(({ column, code }) => [column, code]));
  const { split } = question;
  return profile.columns
    .filter(({ name }) => !used.has(name))
    .map(({ name }) => ({
      column: name,
      code:
        split.kind !== 'random' && split.column === name
          ? 'left-out.split'
          : (reasons.get(name) ?? 'left-out.by-choice'),
    }));
}
