import type { ClassPrediction } from '../../core/learn/task.ts';
import type { TextMark } from '../../core/learn/text/skills.ts';
import { predictOne } from '../predict/one.ts';
import type { FittedMember, PredictModel } from '../predict/model.ts';
import { memberEstimator, type Registries } from '../predict/pipeline.ts';
import { nearestAnswers } from './assistant.ts';
import { confidences, handOverBelow } from './hand-over.ts';
import type { Reading } from './types.ts';

const MOST_CLASSES = 5;

/**
 * How a model reads one text: its classes, what spoke for the first, and whether it would rather leave it to a person.
 * @throws model.*, CancelledError
 */
export async function readText(
  model: PredictModel,
  text: string,
  registries: Registries,
  signal?: AbortSignal,
): Promise<Reading> {
  const column = model.columns[0]?.name ?? '';
  const { prediction } = await predictOne(model, [[column, text]], 'applied', registries, signal);
  if (prediction.task === 'regression') throw new Error('texts are told apart by classes');
  const order = inOrder(prediction);
  const confidence = confidences(prediction)[0] ?? 0;
  const { assistant, applied } = model;
  const answers = assistant ? await nearestAnswers(assistant, text, column, applied.members, registries, signal) : [];
  const marks = await marksOf(applied.members, text, order[0] ?? 0, registries, signal);
  return {
    classes: order.slice(0, MOST_CLASSES).map((code) => ({
      name: prediction.classes[code] as string,
      share: prediction.probabilities[code] as number,
    })),
    confidence,
    handOver: text.trim() === '' || confidence < handOverBelow(model),
    marks,
    answers,
  };
}

/** Classes of a single row, the likeliest first. */
const inOrder = ({ classes, probabilities }: ClassPrediction): number[] =>
  Array.from(classes.keys()).toSorted((a, b) => (probabilities[b] as number) - (probabilities[a] as number) || a - b);

/**
 * What spoke for a class, by the member that can say it exactly: a linear one where there is one (its words add up to its
 * score), else the weightiest network.
 */
async function marksOf(
  members: readonly FittedMember[],
  text: string,
  code: number,
  { estimators }: Registries,
  signal: AbortSignal | undefined,
): Promise<readonly TextMark[]> {
  const able = members
    .map((member) => ({ member, skills: memberEstimator(member, estimators).text }))
    .filter(({ skills }) => skills !== undefined)
    .toSorted((a, b) => Number(!a.skills?.words) - Number(!b.skills?.words) || b.member.weight - a.member.weight);
  const [first] = able;
  return first?.skills?.marks(text, first.member.state, code, signal) ?? [];
}
