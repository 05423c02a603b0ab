import { Text } from '@mantine/core';
import type { ImageFindings } from '../../../lenses/image/types.ts';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { BarChart, barChartHeight } from '../../charts/bar-chart.tsx';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Sentence } from '../../i18n/sentence.tsx';
import { useMessage } from '../../i18n/use-message.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useMetricFormat } from '../../predict/parts/use-metric-format.ts';
import { classesTable } from './classes-table.ts';

const accuracyOf = (report: Pick<ReportView, 'test'>) => report.test.find(({ metric }) => metric === 'accuracy');

/** "Mark can be told from the pictures: about 97 of 100 are named right." */
export function ImageVerdictSentence({ report }: { readonly report: ReportView }) {
  const { message, known } = useMessage();
  const accuracy = accuracyOf(report);
  const code = `images.${report.verdict.code}`;
  const right = accuracy ? Math.round(100 * accuracy.value) : 0;
  const params = { ...report.verdict.params, target: report.plan.question.target, right: String(right) };
  return message({ code: accuracy && known(code) ? code : 'images.verdict.other', params });
}

/** What to do with that verdict. */
export function ImageVerdictNext({ report }: { readonly report: ReportView }) {
  const { message, known } = useMessage();
  const own = `images.${report.verdict.code}.next`;
  const usual = `${report.verdict.code}.next`;
  const code = known(own) ? own : known(usual) ? usual : 'verdict.other.next';
  return (
    <Text maw="var(--sg-reading)" mt="xs">
      {message({ code, params: report.verdict.params })}
    </Text>
  );
}

/** The figure that bears the verdict out, with its interval, its pictures and what guessing gets. */
export function ImageVerdictFigure({ report }: { readonly report: ReportView }) {
  const words = useWords();
  const metrics = useMetricFormat();
  const accuracy = accuracyOf(report);
  if (!accuracy) return null;
  const parts = metrics.parts('accuracy', accuracy);
  const { baseline } = accuracy;
  // A guess counts as "yes" from the threshold on, too: where that is low, it says the rarer of two kinds throughout.
  const commonest = report.task === 'binary' ? Math.max(baseline, 1 - baseline) : baseline;
  return (
    <Text maw="var(--sg-reading)" mt="xs" style={{ overflowWrap: 'anywhere' }}>
      <Sentence
        of="images.figure"
        params={{ low: parts.low, high: parts.high, baseline: metrics.short('accuracy', commonest) }}
        slots={{
          rows: words('images.count', { count: report.testRows }),
          target: <strong>{report.plan.question.target}</strong>,
          value: <strong>{parts.value}</strong>,
        }}
      />
    </Text>
  );
}

/** Kinds in the picture. */
const DRAWN = 12;

/** How many pictures of each kind are recognised, the hardest first. */
export function KindsProof({ image, testRows }: { readonly image: ImageFindings; readonly testRows: number }) {
  const words = useWords();
  const format = useFormat();
  const kinds = image.perClass.toSorted((a, b) => a.recall.value - b.recall.value || b.count - a.count).slice(0, DRAWN);
  const [hardest] = kinds;
  return (
    <ChartFrame
      title={words(image.perClass.length > DRAWN ? 'images.proof.title.hardest' : 'images.proof.title')}
      rows={{ set: 'test', count: testRows }}
      summary={
        hardest?.recall.value === 1
          ? words('images.proof.summary.all')
          : words('images.proof.summary', { name: hardest?.name ?? '', share: format.percent(hardest?.recall.value) })
      }
      table={classesTable(kinds, words)}
      fileName="recognised"
      height={barChartHeight(kinds.length)}
      state={hardest ? 'ready' : 'empty'}
      level={2}
    >
      <BarChart
        bars={kinds.map(({ name, recall }) => ({
          label: name,
          value: recall.value,
          low: recall.low,
          high: recall.high,
        }))}
        x={{ title: words('images.proof.axis'), format: format.percent }}
      />
    </ChartFrame>
  );
}
