import { Text } from '@mantine/core';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { Sentence } from '../../i18n/sentence.tsx';
import { useMessage } from '../../i18n/use-message.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useMetricFormat } from '../parts/use-metric-format.ts';
import { headline } from '../view/metric.ts';

/** "Churn can be predicted from these columns." */
export function VerdictSentence({ report }: { readonly report: ReportView }) {
  const { message, known } = useMessage();
  const code = known(report.verdict.code) ? report.verdict.code : 'verdict.other';
  return message({ code, params: { ...report.verdict.params, target: report.plan.question.target } });
}

/** The figure that bears the verdict out, with its rows, its interval and what guessing gets. */
export function VerdictFigure({ report }: { readonly report: ReportView }) {
  const words = useWords();
  const metrics = useMetricFormat();
  const row = headline(report);
  if (!row) return null;
  const { metric } = row;
  const parts = metrics.parts(metric, row);
  const said = metric === 'rocAuc' || metric === 'accuracy' || metric === 'rmse' ? metric : 'other';
  // Multiclass AUC has no single "yes" to word it with.
  const of = said === 'rocAuc' && report.task !== 'binary' ? 'other' : said;
  return (
    <Text size="md" maw="var(--sg-reading)" mt="xs" style={{ overflowWrap: 'anywhere' }}>
      <Sentence
        of={`figure.${of}`}
        params={{
          low: parts.low,
          high: parts.high,
          baseline: metrics.short(metric, row.baseline),
          metric: words(`metric.${metric}.name`),
        }}
        slots={{
          rows: words('predict.rows', { count: report.testRows }),
          target: <strong>{report.plan.question.target}</strong>,
          yes: <strong>{report.classes?.[1] ?? ''}</strong>,
          no: <strong>{report.classes?.[0] ?? ''}</strong>,
          value: <strong>{parts.value}</strong>,
        }}
      />
    </Text>
  );
}

/** What to do with that verdict. */
export function VerdictNext({ report }: { readonly report: ReportView }) {
  const { message, known } = useMessage();
  const code = `${report.verdict.code}.next`;
  return (
    <Text size="md" maw="var(--sg-reading)" mt="xs">
      {message({ code: known(code) ? code : 'verdict.other.next', params: report.verdict.params })}
    </Text>
  );
}
