import { CodedError } from '../../core/errors.ts';
import type { Encoding, Estimator, EstimatorRegistry, FitInput, FitProgress } from '../../core/learn/estimator.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { blendPredictions } from '../../core/learn/prediction.ts';
import type { Prediction, Target } from '../../core/learn/task.ts';
import { applySteps, cleaningRecipe, encodingRecipe, fitRecipe } from '../../core/prepare/recipe.ts';
import type { TrainRows } from '../../core/prepare/rows.ts';
import type { FittedStep, RecipeItem, StepRegistry } from '../../core/prepare/step.ts';
import type { Table } from '../../core/table/table.ts';
import type { FittedMember, FittedPipeline } from './model.ts';

/** The registries that fitted states are read with. */
export interface Registries {
  readonly estimators: EstimatorRegistry;
  readonly steps: StepRegistry;
}

const WITHOUT_TEXTS: RecipeItem = { step: 'texts', on: true, params: 'left-out' };

/** A table as one estimator reads it, and the steps that made it so. */
export interface Encoded {
  readonly fitted: readonly FittedStep[];
  readonly features: Table;
}

/** Cleaning and encodings learned from some rows of a table; each encoding is made when it is first asked for. */
export interface Prepared {
  readonly cleaning: readonly FittedStep[];
  readonly cleaned: Table;
  encode(encoding: Encoding): Encoded;
}

/**
 * Fits the cleaning part of a recipe on `rows`.
 * @throws train.no-features when nothing is left to learn from
 */
export function prepare(table: Table, rows: TrainRows, recipe: readonly RecipeItem[], steps: StepRegistry): Prepared {
  const { fitted: cleaning, table: cleaned } = fitRecipe(table, rows, cleaningRecipe(recipe, steps), steps);
  if (cleaned.columns.length === 0) {
    throw new CodedError('train.no-features', { columns: table.columns.map(({ name }) => name) });
  }
  const made = new Map<Encoding, Encoded>();
  return {
    cleaning,
    cleaned,
    encode(encoding) {
      const known = made.get(encoding);
      if (known) return known;
      // Journeys go to the estimators that read them; no other knows what to do with such a text.
      const unread = encoding !== 'raw' && cleaned.columns.some(({ kind }) => kind === 'text');
      const items = [...(unread ? [WITHOUT_TEXTS] : []), ...encodingRecipe(encoding, recipe, steps)];
      const { fitted, table: features } = fitRecipe(cleaned, rows, items, steps);
      const encoded = { fitted, features };
      made.set(encoding, encoded);
      return encoded;
    },
  };
}

/** An estimator with its settings and its weight in a blend (1 when alone). */
export interface MemberSpec {
  readonly estimator: Estimator;
  readonly params: unknown;
  readonly weight: number;
}

export interface FitPipelineInput {
  readonly table: Table;
  readonly target: Target;
  readonly rows: TrainRows;
  readonly recipe: readonly RecipeItem[];
  readonly steps: StepRegistry;
  readonly members: readonly MemberSpec[];
  readonly seed: number;
  readonly pacer: Pacer;
  /** In place of the estimator's own `fit`. @param member its number among the members */
  readonly fitMember?: (spec: MemberSpec, input: FitInput, member: number) => AsyncGenerator<FitProgress, unknown>;
}

/** Cleaning, encodings and estimators fitted on `rows`, without looking at any other row to stop. */
export async function* fitPipeline(input: FitPipelineInput): AsyncGenerator<FitProgress, FittedPipeline> {
  const prepared = prepare(input.table, input.rows, input.recipe, input.steps);
  const members: FittedMember[] = [];
  const { target, rows, seed, pacer } = input;
  const fit = input.fitMember ?? (({ estimator, params }, fitted) => estimator.fit(fitted, params, { seed, pacer }));
  for (const [member, spec] of input.members.entries()) {
    const { estimator, weight } = spec;
    const { fitted, features } = prepared.encode(estimator.encoding);
    await pacer.pause();
    const state = yield* fit(spec, { features, target, rows }, member);
    members.push({ estimator: estimator.id, version: estimator.version, encoding: fitted, state, weight });
  }
  return { cleaning: prepared.cleaning, members };
}

/** @throws model.unknown-estimator, model.other-version */
export function memberEstimator(member: FittedMember, estimators: EstimatorRegistry): Estimator {
  const estimator = estimators.get(member.estimator);
  if (!estimator) throw new CodedError('model.unknown-estimator', { estimator: member.estimator });
  if (estimator.version !== member.version) {
    throw new CodedError('model.other-version', {
      estimator: member.estimator,
      saved: member.version,
      known: estimator.version,
    });
  }
  return estimator;
}

/** Predicts every row of a raw table that holds the model's columns with their kinds. */
export async function predictPipeline(
  pipeline: FittedPipeline,
  table: Table,
  { estimators, steps }: Registries,
  signal?: AbortSignal,
): Promise<Prediction> {
  const cleaned = applySteps(table, pipeline.cleaning, steps);
  const predictions: Prediction[] = [];
  for (const member of pipeline.members) {
    const features = applySteps(cleaned, member.encoding, steps);
    predictions.push(await memberEstimator(member, estimators).predict(features, member.state, signal));
  }
  return blendPredictions(
    predictions,
    pipeline.members.map(({ weight }) => weight),
  );
}
