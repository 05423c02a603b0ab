import * as v from 'valibot';
import type { AnyPlan } from '../lenses/any.ts';
import { checksum } from '../storage/checksum.ts';
import { planOf } from './plan.ts';
import type { ProjectChoices } from './project.ts';
import { dataKey } from './tables.ts';

/** A training that ended before it gave a model, and has a checkpoint to go on from. */
export interface UnfinishedTraining {
  readonly projectId: string;
  /** Whose checkpoint it is; nobody else can read it. */
  readonly lens: string;
  /** What was asked of which data, as one word (`askedKey`). */
  readonly asked: string;
  /** Pieces of work that need not be done again. */
  readonly done: number;
}

const Kept = v.object({
  lens: v.string(),
  asked: v.string(),
  done: v.pipe(v.number(), v.integer(), v.minValue(0)),
  head: v.unknown(),
});

/** The record under which storage keeps a checkpoint; `head` is the lens's own. */
export type KeptCheckpoint = v.InferOutput<typeof Kept>;

/** What storage kept; undefined where it is not of this form. */
export const readKept = (value: unknown): KeptCheckpoint | undefined => (v.is(Kept, value) ? value : undefined);

/** The same for the same plan put to the same reading of the same files. */
export const askedKey = (plan: AnyPlan, data: string): string => checksum([plan, data]);

/** Whether a training can go on: something was settled, and the same question is put to the same data. */
export function canGoOn(
  unfinished: UnfinishedTraining | null,
  { projectId, choices }: { readonly projectId: string; readonly choices: ProjectChoices },
): boolean {
  if (!unfinished || unfinished.projectId !== projectId || unfinished.done === 0) return false;
  const plan = planOf(choices);
  if (!plan || unfinished.lens !== plan.question.lens) return false;
  return unfinished.asked === askedKey(plan, dataKey(choices));
}
