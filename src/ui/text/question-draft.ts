import type { ColumnProfile, TableProfile } from '../../core/profile/types.ts';
import type { InboxColumns, PredictQuestion, SplitChoice } from '../../lenses/predict/question.ts';

/** More kinds than this are no kinds but names. */
const MOST_KINDS = 100;

/** Columns that may hold texts, real texts first. */
export const possibleTexts = (profile: TableProfile): readonly string[] =>
  profile.columns
    .filter(({ kind, distinct }) => (kind === 'text' || kind === 'category') && distinct > 1)
    .toSorted((a, b) => Number(b.role === 'text') - Number(a.role === 'text'))
    .map(({ name }) => name);

const isLabel = ({ kind, distinct, numeric }: ColumnProfile): boolean =>
  distinct >= 2 &&
  distinct <= MOST_KINDS &&
  (kind === 'category' || kind === 'text' || (kind === 'number' && numeric?.integers === true));

/** Columns that may say what kind a text is. */
export const possibleLabels = (profile: TableProfile, question: PredictQuestion): readonly string[] =>
  profile.columns
    .filter((column) => isLabel(column) && !question.columns.includes(column.name))
    .map(({ name }) => name);

/** Columns that may say what the inbox knows beside its texts. */
export function possibleBeside(
  of: keyof InboxColumns,
  profile: TableProfile,
  question: PredictQuestion,
): readonly string[] {
  const fits = ({ kind, role }: ColumnProfile): boolean => {
    if (role === 'empty' || role === 'constant') return false;
    if (of === 'date') return kind === 'date';
    if (of === 'rating') return kind === 'number' && role !== 'id';
    return kind === 'text' || kind === 'category';
  };
  return profile.columns
    .filter((column) => fits(column) && !question.columns.includes(column.name) && column.name !== question.target)
    .map(({ name }) => name);
}

const splitWithout = (split: SplitChoice, column: string): SplitChoice => {
  if (split.kind === 'random' || split.column !== column) return split;
  return { kind: 'random', testShare: split.kind === 'column' ? 0.2 : split.testShare };
};

const besideWithout = (inbox: InboxColumns | undefined, column: string): Pick<PredictQuestion, 'inbox'> => {
  const kept = Object.entries(inbox ?? {}).filter(([, name]) => name !== column);
  return kept.length > 0 ? { inbox: Object.fromEntries(kept) } : {};
};

/** The question about other texts. */
export function withTexts(question: PredictQuestion, column: string): PredictQuestion {
  const { inbox, ...rest } = question;
  return {
    ...rest,
    ...besideWithout(inbox, column),
    columns: [column],
    target: question.target === column ? '' : question.target,
    split: splitWithout(question.split, column),
  };
}

/** The question with other labels; an empty name: none yet. */
export function withLabels(question: PredictQuestion, target: string): PredictQuestion {
  const { inbox, positive: _, ...rest } = question;
  return {
    ...rest,
    ...besideWithout(inbox, target),
    target,
    task: 'multiclass',
    split: splitWithout(question.split, target),
  };
}

/** What is known beside the texts; an empty name: nothing. */
export function withBeside(question: PredictQuestion, of: keyof InboxColumns, column: string): PredictQuestion {
  const { inbox, ...rest } = question;
  const { [of]: _, ...others } = inbox ?? {};
  const next = column === '' ? others : { ...others, [of]: column };
  return Object.keys(next).length > 0 ? { ...rest, inbox: next } : rest;
}
