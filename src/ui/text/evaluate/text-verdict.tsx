import { Text } from '@mantine/core';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { IconArray, iconArrayHeight, iconCounts } from '../../charts/icon-array.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { Sentence } from '../../i18n/sentence.tsx';
import { useMessage } from '../../i18n/use-message.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useMetricFormat } from '../../predict/parts/use-metric-format.ts';

const accuracyOf = (report: Pick<ReportView, 'test'>) => report.test.find(({ metric }) => metric === 'accuracy');

/** "Texts can be sorted into category: about 92 of 100 land right." */
export function TextVerdictSentence({ report }: { readonly report: ReportView }) {
  const { message, known } = useMessage();
  const accuracy = accuracyOf(report);
  const usual = `inbox.${report.verdict.code}`;
  // Of a report that was shared the figure may be held back.
  const code = accuracy ? usual : known(`${usual}.bare`) ? `${usual}.bare` : usual;
  const right = accuracy ? Math.round(100 * accuracy.value) : 0;
  const params = { ...report.verdict.params, target: report.plan.question.target, right: String(right) };
  return message({ code: known(code) ? code : 'inbox.verdict.other', params });
}

/** What to do with that verdict. */
export function TextVerdictNext({ report }: { readonly report: ReportView }) {
  const { message, known } = useMessage();
  const own = `inbox.${report.verdict.code}.next`;
  const usual = `${report.verdict.code}.next`;
  const code = known(own) ? own : known(usual) ? usual : 'verdict.other.next';
  return (
    <Text maw="var(--sg-reading)" mt="xs">
      {message({ code, params: report.verdict.params })}
    </Text>
  );
}

/** The figure that bears the verdict out, with its interval, its rows and what guessing gets. */
export function TextVerdictFigure({ report }: { readonly report: ReportView }) {
  const words = useWords();
  const metrics = useMetricFormat();
  const accuracy = accuracyOf(report);
  if (!accuracy) return null;
  const parts = metrics.parts('accuracy', accuracy);
  return (
    <Text maw="var(--sg-reading)" mt="xs" style={{ overflowWrap: 'anywhere' }}>
      <Sentence
        of="inbox.figure"
        params={{ low: parts.low, high: parts.high, baseline: metrics.short('accuracy', accuracy.baseline) }}
        slots={{
          rows: words('inbox.texts.count', { count: report.testRows }),
          target: <strong>{report.plan.question.target}</strong>,
          value: <strong>{parts.value}</strong>,
        }}
      />
    </Text>
  );
}

/** Of a hundred texts: how many are sorted rightly. */
export function TextProof({ report }: { readonly report: ReportView }) {
  const words = useWords();
  const format = useFormat();
  const colors = roleColors(useScheme());
  const accuracy = accuracyOf(report);
  if (!accuracy) return null;
  const [right = 0, wrong = 0] = iconCounts([accuracy.value, 1 - accuracy.value]);
  const groups = [
    { label: words('inbox.proof.right'), count: right, color: colors.hit, shape: 'filled' as const },
    { label: words('inbox.proof.wrong'), count: wrong, color: colors.miss, shape: 'cross' as const },
  ];
  const guessed = Math.round(100 * accuracy.baseline);
  return (
    <ChartFrame
      title={words('inbox.proof.title')}
      rows={{ set: 'test', count: report.testRows }}
      summary={words('inbox.proof.summary', { right: format.count(right), guessed: format.count(guessed) })}
      table={{
        columns: [words('proof.kind'), words('proof.ofHundred')],
        rows: groups.map(({ label, count }) => [label, count]),
      }}
      fileName="of-100-texts"
      height={iconArrayHeight(100, groups.length)}
      level={2}
    >
      <IconArray groups={groups} />
    </ChartFrame>
  );
}
