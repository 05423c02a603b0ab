import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion, Suggestion } from '../../lenses/predict/question.ts';

/** Columns that may say what a picture shows, the likeliest first. */
export const possibleLabels = (suggestions: readonly Suggestion[], question: PredictQuestion): readonly string[] => [
  ...new Set([
    ...suggestions.filter((one) => one.question.lens === 'image').map((one) => one.question.target),
    question.target,
  ]),
];

/** The question about other labels; the way rows are set aside stays, unless it reads that very column. */
export function withLabels(
  suggestions: readonly Suggestion[],
  question: PredictQuestion,
  target: string,
): PredictQuestion {
  const suggested = suggestions.find((one) => one.question.lens === 'image' && one.question.target === target);
  if (!suggested) return question;
  const { split } = question;
  const reads = split.kind !== 'random' && split.column === target;
  return { ...suggested.question, ...(reads ? {} : { split }) };
}

/** How the pictures of a question are sized, as far as that is known before training. */
export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** They came in other sizes. */
  readonly resized: boolean;
}

interface ReadFiles {
  readonly readings: readonly { readonly pictures?: PictureFacts }[];
}

/** From the pixel columns, or from how the archive was read. */
export function pictureFacts(question: PredictQuestion, table: ReadFiles | undefined): PictureFacts | undefined {
  if (question.shape) return { ...question.shape, resized: false };
  return table?.readings.find(({ pictures }) => pictures !== undefined)?.pictures;
}

/** Rows without a picture, where the profile counts them. */
export const missingPictures = (profile: TableProfile, question: PredictQuestion): number | undefined =>
  question.shape ? undefined : profile.columns.find(({ name }) => name === question.columns[0])?.missing;
