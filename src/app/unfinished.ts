import * as v from 'valibot';
import { selectionMetric } from '../core/metrics/score.ts';
import { cutShort, type CutShort } from '../lenses/predict/cut-short.ts';
import { FAMILIES, type PredictPlan } from '../lenses/predict/question.ts';
import type { Try } from '../lenses/predict/report.ts';
import { Plan } from './document.ts';
import type { ProjectChoices } from './project.ts';
import { sameData } from './same.ts';
import { dataKey } from './tables.ts';

/** A training that ended before it gave a model: what it was asked, and what had been tried. */
export interface UnfinishedTraining {
  readonly projectId: string;
  readonly plan: PredictPlan;
  readonly dataKey: string;
  readonly tries: readonly Try[];
}

const Attempt = v.looseObject({
  id: v.number(),
  estimator: v.string(),
  family: v.picklist([...FAMILIES, 'baseline', 'blend']),
  params: v.unknown(),
  status: v.picklist(['done', 'failed', 'cancelled']),
  score: v.optional(v.number()),
  folds: v.number(),
  seconds: v.number(),
});
const Unfinished = v.looseObject({
  projectId: v.string(),
  plan: Plan,
  dataKey: v.string(),
  tries: v.array(Attempt),
});

/** What storage kept of a training in progress; undefined where it is not of this form: the tries are then lost, nothing else. */
export function readUnfinished(value: unknown): UnfinishedTraining | undefined {
  // The schema says in valibot what the type says in TypeScript.
  return v.is(Unfinished, value) ? (value as unknown as UnfinishedTraining) : undefined;
}

/** What to go on with, as long as the same question is put to the same data. */
export function goOn(
  unfinished: UnfinishedTraining | null,
  { projectId, choices }: { readonly projectId: string; readonly choices: ProjectChoices },
): CutShort | undefined {
  if (!unfinished || unfinished.projectId !== projectId || unfinished.dataKey !== dataKey(choices)) return undefined;
  const { question, recipe, settings } = choices;
  if (!sameData(unfinished.plan, { question, recipe, settings })) return undefined;
  return cutShort(unfinished.tries, selectionMetric(unfinished.plan.question.task));
}
