import { useCallback } from 'react';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import { useFormat } from '../../format/use-format.ts';
import { useMessage } from '../../i18n/use-message.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useMetricFormat } from '../parts/use-metric-format.ts';
import { useEstimatorName } from '../parts/use-estimator-name.ts';
import { useSplitWords } from '../train/use-split-words.ts';
import { drivers } from '../view/why.ts';
import { document, type Section } from './markdown.ts';

/** Drivers named in a card. */
const NAMED = 10;

/**
 * Writes a model card (Mitchell et al., "Model Cards for Model Reporting", 2019) in Markdown: what the model is for, what
 * it learned from, how it was judged and where it must not be trusted.
 */
export function useModelCard(): (model: PredictModel) => string {
  const words = useWords();
  const format = useFormat();
  const metrics = useMetricFormat();
  const nameOf = useEstimatorName();
  const splitWords = useSplitWords();
  const { message, hint } = useMessage();

  return useCallback(
    (model) => {
      const { report, target } = model;
      const { split, data } = report;
      const features = data.columns.filter(({ use }) => use === 'feature').map(({ column }) => column);
      const sections: readonly Section[] = [
        {
          title: words('card.what'),
          lines: [
            words('card.what.line', {
              model: nameOf(report.chosen.estimator),
              target,
              task: words(`card.task.${model.task}`),
            }),
            words('card.made', { when: format.instant(report.createdAt), version: report.app.version }),
            words('card.private'),
          ],
        },
        {
          title: words('card.use'),
          lines: [words('card.use.for', { target }), words('card.use.not'), words('card.use.cause')],
        },
        {
          title: words('card.data'),
          lines: [
            words('card.data.rows', {
              rows: format.count(data.rowCount),
              train: format.count(split.train),
              test: format.count(split.test),
            }),
            splitWords(report.plan.question.split),
            words('card.data.columns', { columns: features.join(', '), count: features.length }),
            ...(model.classes ? [words('card.data.classes', { classes: model.classes.join(', ') })] : []),
          ],
        },
        {
          title: words('card.figures'),
          lines: [
            message({ code: report.verdict.code, params: { ...report.verdict.params, target } }),
            words('card.figures.rows', { count: report.testRows }),
          ],
          table: {
            columns: [
              words('figures.figure'),
              words('figures.model'),
              words('figures.between'),
              words('figures.baseline'),
            ],
            rows: report.test.map((row) => {
              const parts = metrics.parts(row.metric, row);
              return [
                words(`metric.${row.metric}.name`),
                parts.value,
                words('figures.range', { low: parts.low, high: parts.high }),
                metrics.value(row.metric, row.baseline),
              ];
            }),
          },
        },
        { title: words('why.title', { target }), lines: driverLines(report) },
        {
          title: words('card.limits'),
          lines: [
            words('card.limits.drift'),
            ...report.warnings.map((finding) => [message(finding), hint(finding)].filter(Boolean).join(' ')),
          ],
        },
        {
          title: words('card.again'),
          lines: [
            words('card.again.line', {
              seed: String(report.seed),
              hash: split.hash,
              tries: format.count(report.tries.length),
              preset: words(`settings.preset.${report.plan.settings.preset}`),
            }),
          ],
        },
      ];
      return document(words('card.title', { target }), sections);
    },
    [words, format, metrics, nameOf, splitWords, message, hint],
  );
}

function driverLines(report: PredictReport): readonly string[] {
  return drivers(report.importances)
    .filter(({ strength }) => strength === 'clear')
    .slice(0, NAMED)
    .map(({ column }) => column);
}
