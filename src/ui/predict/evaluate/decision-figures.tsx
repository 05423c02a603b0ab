import { Stack, Text } from '@mantine/core';
import type { BinaryCurves } from '../../../lenses/predict/report.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { ConfusionGrid, confusionGridHeight } from '../../charts/confusion-grid.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { pointAt, ratesAt } from '../view/threshold.ts';

interface DecisionFiguresProps {
  readonly title: string;
  readonly curves: BinaryCurves;
  readonly threshold: number;
  readonly yes: string;
}

/** What a threshold does on one set of rows: the four counts and the two rates that matter. */
export function DecisionFigures({ title, curves, threshold, yes }: DecisionFiguresProps) {
  const words = useWords();
  const format = useFormat();
  const point = pointAt(curves.thresholds, threshold);
  if (!point) return <Text>{words('chart.empty')}</Text>;
  const rates = ratesAt(point);
  const counts = [
    [point.trueNegatives, point.falsePositives],
    [point.falseNegatives, point.truePositives],
  ];
  const classes = [words('threshold.no'), words('threshold.yes')];
  return (
    <Stack gap="xs" miw={0}>
      <ChartFrame
        title={title}
        rows={{ set: curves.rows, count: curves.rowCount }}
        summary={words('threshold.summary', { flagged: format.share(rates.flagged, rates.rows) })}
        table={{
          columns: [words('proof.actual'), words('threshold.saidNo'), words('threshold.saidYes')],
          rows: counts.map((row, index) => [classes[index] ?? '', ...row]),
        }}
        fileName={`decisions-${curves.rows}`}
        height={confusionGridHeight(2)}
      >
        <ConfusionGrid
          classes={classes}
          counts={counts}
          actualTitle={words('threshold.actual', { yes })}
          predictedTitle={words('threshold.predicted')}
          format={format.count}
        />
      </ChartFrame>
      <Text size="sm">
        {words('threshold.precision', { share: format.share(point.truePositives, rates.flagged), yes })}
      </Text>
      <Text size="sm">
        {words('threshold.recall', { share: format.share(point.truePositives, rates.positives), yes })}
      </Text>
    </Stack>
  );
}
