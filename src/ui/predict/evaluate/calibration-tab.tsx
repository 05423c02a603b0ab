import type { BinaryCurves } from '../../../lenses/predict/report.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { LineChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { calibrationVerdict } from '../view/curves.ts';

interface CalibrationTabProps {
  readonly curves: BinaryCurves;
  readonly yes: string;
}

/** Whether "30 %" means that three in ten really are: said against happened, with intervals. */
export function CalibrationTab({ curves, yes }: CalibrationTabProps) {
  const words = useWords();
  const format = useFormat();
  const colors = roleColors(useScheme());
  const bins = curves.calibration.filter(({ count }) => count > 0);
  const verdict = calibrationVerdict(bins);
  const summary = verdict
    ? words(`calibration.${verdict.kind}`, {
        said: format.percent(verdict.worst.meanPredicted),
        happened: format.percent(verdict.worst.observed),
        rows: format.count(verdict.worst.count),
        off: format.count(verdict.off),
        bins: format.count(verdict.bins),
      })
    : '';
  const said = words('calibration.x', { yes });
  const happened = words('calibration.y', { yes });
  return (
    <ChartFrame
      title={words('calibration.title')}
      rows={{ set: curves.rows, count: curves.rowCount }}
      summary={summary}
      table={{
        columns: [said, happened, words('figures.low'), words('figures.high'), words('proof.rows')],
        rows: bins.map((bin) => [bin.meanPredicted, bin.observed, bin.low, bin.high, bin.count]),
      }}
      fileName="calibration"
      height={320}
      state={bins.length > 0 ? 'ready' : 'empty'}
    >
      <LineChart
        series={[
          {
            name: words('calibration.happened'),
            color: colors.model,
            dots: true,
            points: bins.map(({ meanPredicted, observed, low, high }) => ({
              x: meanPredicted,
              y: observed,
              low,
              high,
            })),
          },
          {
            name: words('calibration.perfect'),
            color: colors.baseline,
            dashed: true,
            points: [
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ],
          },
        ]}
        x={{ title: said, format: format.percent, domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] }}
        y={{ title: happened, format: format.percent, domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] }}
        height={320}
      />
    </ChartFrame>
  );
}
