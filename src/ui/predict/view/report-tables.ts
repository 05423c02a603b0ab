import type { Message } from '../../../core/errors.ts';
import { higherIsBetter } from '../../../core/metrics/score.ts';
import type { MetricName } from '../../../core/metrics/types.ts';
import type { DriftRow } from '../../../core/monitor/types.ts';
import type { FeedbackReport } from '../../../lenses/predict/model.ts';
import type { MulticlassResult, PredictReport } from '../../../lenses/predict/report.ts';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import type { ChartTable } from '../../charts/types.ts';
import type { Words } from '../../i18n/use-words.ts';
import { driftHarm, driftOrder, promiseKept } from './feedback.ts';
import { paramPairs } from './race.ts';

/** How the rows of a table are put into words. */
export interface TableWords {
  readonly words: Words;
  readonly estimator: (id: string) => string;
  readonly message: (message: Message) => string;
}

const figureName = (words: Words, metric: MetricName): string =>
  `${words(`metric.${metric}.name`)} (${words(`metric.${metric}.term`)})`;

const intervalColumns = (words: Words, name: string): string[] => [
  name,
  words('tables.low', { name }),
  words('tables.high', { name }),
];

/** The leaderboard with every figure of each model, those too that have no room on a screen. */
export function leaderboardTable({ leaderboard }: PredictReport, { words, estimator }: TableWords): ChartTable {
  const metrics = [...new Set(leaderboard.flatMap((row) => row.metrics.map(({ metric }) => metric)))];
  const figures = metrics.flatMap((metric) => {
    const name = figureName(words, metric);
    return [...intervalColumns(words, name), words('tables.baseline', { name })];
  });
  return {
    columns: [words('leaderboard.model'), words('leaderboard.chosen'), ...figures, words('tables.seconds')],
    rows: leaderboard.map((row) => [
      estimator(row.estimator),
      row.chosen ? words('tables.yes') : '',
      ...metrics.flatMap((metric) => {
        const found = row.metrics.find((figure) => figure.metric === metric);
        return found ? [found.value, found.low, found.high, found.baseline] : [null, null, null, null];
      }),
      row.seconds,
    ]),
  };
}

/** Every try with its settings, how it ended, and its score on validation rows. */
export function triesTable(report: PredictReport, { words, estimator, message }: TableWords): ChartTable {
  return {
    columns: [
      words('tries.number'),
      words('leaderboard.model'),
      words('tries.settings'),
      words('tables.state'),
      figureName(words, report.selectionMetric),
      words('tables.seconds'),
      words('tables.failure'),
    ],
    rows: report.tries.map((row) => [
      row.id,
      estimator(row.estimator),
      paramPairs(row.params)
        .map(([name, value]) => `${name} ${value}`)
        .join(' · '),
      words(`race.status.${row.status}`),
      row.score ?? null,
      row.seconds,
      row.error ? message(row.error) : '',
    ]),
  };
}

/** Every figure on test rows. */
export function figuresTable({ test }: Pick<ReportView, 'test'>, words: Words): ChartTable {
  return {
    columns: [
      words('figures.figure'),
      words('figures.model'),
      words('figures.low'),
      words('figures.high'),
      words('figures.baseline'),
    ],
    rows: test.map(({ metric, value, low, high, baseline }) => [figureName(words, metric), value, low, high, baseline]),
  };
}

/** How well each class is found, the most frequent first. */
export function classesTable({ perClass }: MulticlassResult, words: Words): ChartTable {
  return {
    columns: [
      words('classes.class'),
      words('proof.rows'),
      words('classes.recall'),
      words('classes.precision'),
      words('metric.f1.term'),
    ],
    rows: perClass
      .toSorted((a, b) => b.count - a.count)
      .map(({ name, count, recall, precision, f1 }) => [name, count, recall, precision, f1]),
  };
}

/** How far each column moved since training, in the order of the screen. */
export function driftTable(drift: readonly DriftRow[], words: Words): ChartTable {
  return {
    columns: [
      words('why.column'),
      `${words('drift.moved')} (${words('drift.psi')})`,
      `${words('drift.effect')} (${words('drift.effect.term')})`,
      words('drift.importance'),
      words('drift.hurts'),
    ],
    rows: driftOrder(drift).map((row) => [
      row.column,
      row.psi,
      row.effect,
      row.importance,
      words(`drift.harm.${driftHarm(row)}`),
    ]),
  };
}

/** Each figure as promised and as it came, with both intervals. */
export function promiseTable({ metrics }: Pick<FeedbackReport, 'metrics'>, words: Words): ChartTable {
  return {
    columns: [
      words('figures.figure'),
      ...intervalColumns(words, words('promise.promised')),
      ...intervalColumns(words, words('promise.realised')),
      words('promise.guessing'),
      words('promise.so'),
    ],
    rows: metrics.map((row) => [
      figureName(words, row.metric),
      row.promised.value,
      row.promised.low,
      row.promised.high,
      row.value,
      row.low,
      row.high,
      row.baseline,
      words(`promise.short.${promiseKept(row, row.promised, higherIsBetter(row.metric))}`),
    ]),
  };
}
