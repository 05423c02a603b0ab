import type { Message } from '../../core/errors.ts';
import { describeSteps } from '../../core/prepare/recipe.ts';
import { asTry } from './attempt.ts';
import type { Contender } from './contender.ts';
import type { ColumnUse, LeaderboardRow, PredictReport, Try } from './report.ts';
import type { Choice } from './choose.ts';
import type { Explanation } from './explain.ts';
import type { Judgement } from './judge.ts';
import type { LensFindings } from './method.ts';
import type { FittedPipeline } from './model.ts';
import type { SearchResult } from './search.ts';
import type { Field, Training } from './training.ts';
import { warningsOf } from './warnings.ts';

/** Everything that a training found, to be written down. */
export interface Outcome {
  readonly found: SearchResult;
  readonly field: Field;
  readonly choice: Choice;
  readonly leaderboard: readonly LeaderboardRow[];
  readonly judgement: Judgement;
  readonly explanation: Explanation;
  readonly judged: FittedPipeline;
  readonly applied: FittedPipeline;
  readonly findings: LensFindings;
}

/** The receipt of a training. @param verdict worded by code (`verdictOf`) */
export function makeReport(training: Training, outcome: Outcome, verdict: Message): PredictReport {
  const { input, problem, split, space, search, metric, seed } = training;
  const { choice, judgement, explanation, field } = outcome;
  const { target } = problem;
  const { chosen } = choice;
  return {
    format: 'sightglass.report',
    version: 1,
    lens: problem.question.lens,
    app: { name: 'sightglass', version: input.appVersion },
    createdAt: input.now(),
    plan: training.asked,
    data: {
      rowCount: input.table.rowCount,
      rowsWithoutTarget: input.table.rowCount - problem.rows.length,
      columns: columnUses(training),
      personal: training.personal,
    },
    split: {
      train: split.train.length,
      test: split.test.length,
      scheme: split.scheme,
      folds: space.folds.length / search.repeats,
      repeats: search.repeats,
      validation: space.validation.length,
      hash: split.hash,
    },
    recipe: describeSteps(outcome.judged.cleaning, input.steps),
    selectionMetric: metric,
    tries: triesOf(outcome),
    leaderboard: outcome.leaderboard,
    chosen: {
      tryId: chosen.tryId,
      estimator: chosen.estimator,
      family: chosen.family,
      params: chosen.params,
      ...iterationsOf(chosen),
    },
    verdict,
    task: target.task,
    ...(target.task === 'regression' ? {} : { classes: target.classes }),
    test: judgement.metrics,
    testRows: split.test.length,
    ...(judgement.testPositives === undefined ? {} : { testPositives: judgement.testPositives }),
    ...(judgement.threshold === undefined ? {} : { threshold: { value: judgement.threshold, rule: 'f1' } }),
    ...chartsOf(outcome),
    ...outcome.findings,
    importances: explanation.importances,
    ...(explanation.formula ? { formula: explanation.formula } : {}),
    dependence: explanation.dependence,
    cards: [...explanation.cards, ...(outcome.findings.cards ?? [])],
    counts: { ...explanation.counts, ...(judgement.counted ? { regression: judgement.counted } : {}) },
    compute: input.compute(),
    refit: { rowCount: problem.rows.length, ...iterationsOf(chosen) },
    warnings: [...warningsOf(training, outcome.found), ...explanation.warnings],
    seconds: (training.clock() - training.started) / 1000,
    seed,
  };

  function triesOf({ found }: Outcome): Try[] {
    const tries = [found.baseline, ...found.attempts].map(asTry);
    if (!field.blend) return tries;
    const { tryId: id, estimator, family, params, score, seconds } = field.blend;
    return [...tries, { id, estimator, family, params, status: 'done', score, folds: space.folds.length, seconds }];
  }
}

const iterationsOf = ({ iterations }: Contender): { iterations?: number } =>
  iterations === undefined ? {} : { iterations };

function chartsOf({
  judgement: { validation, test },
}: Outcome): Pick<PredictReport, 'binary' | 'multiclass' | 'regression'> {
  if (validation.binary && test.binary) return { binary: { validation: validation.binary, test: test.binary } };
  if (validation.multiclass && test.multiclass) {
    return { multiclass: { validation: validation.multiclass, test: test.multiclass } };
  }
  if (validation.regression && test.regression) {
    return { regression: { validation: validation.regression, test: test.regression } };
  }
  return {};
}

function columnUses({ input, problem }: Training): ColumnUse[] {
  const { question } = problem;
  const features = new Set(problem.features.columns.map(({ name }) => name));
  const dealing = question.split.kind === 'random' ? undefined : question.split.column;
  return input.table.columns.map(({ name, kind }): ColumnUse => {
    if (name === question.target) return { column: name, kind, use: 'target' };
    if (features.has(name)) return { column: name, kind, use: 'feature' };
    if (name === dealing) return { column: name, kind, use: 'split' };
    return { column: name, kind, use: 'left-out' };
  });
}
