import type { RegressionView } from '../../../lenses/predict/report-view.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { LineChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTickFormat } from '../parts/use-tick-format.ts';

interface GroupedProofProps {
  readonly result: RegressionView;
  readonly groups: NonNullable<RegressionView['groups']>;
  readonly target: string;
}

/** What came of rows that were predicted alike: the middle of each group and how far it spreads. */
export function GroupedProof({ result, groups, target }: GroupedProofProps) {
  const words = useWords();
  const format = useFormat();
  const tick = useTickFormat();
  const colors = roleColors(useScheme());
  const predicted = words('proof.regression.predicted', { target });
  const actual = words('proof.regression.actual', { target });
  const ends = [groups[0]?.predicted ?? 0, groups.at(-1)?.predicted ?? 0];
  return (
    <ChartFrame
      title={words('proof.grouped.title', { target })}
      rows={{ set: result.rows, count: result.rowCount }}
      summary={words('proof.grouped.summary', {
        error: format.number(result.typicalError80),
        groups: format.count(groups.length),
      })}
      table={{
        columns: [
          predicted,
          words('proof.grouped.middle'),
          words('figures.low'),
          words('figures.high'),
          words('proof.rows'),
        ],
        rows: groups.map(({ predicted: at, middle, low, high, count }) => [
          at,
          middle,
          low ?? null,
          high ?? null,
          count,
        ]),
      }}
      fileName="predicted-against-actual"
      height={360}
      state={groups.length > 1 ? 'ready' : 'empty'}
      level={2}
    >
      <LineChart
        series={[
          {
            name: words('proof.grouped.middle'),
            color: colors.model,
            dots: true,
            points: groups.map(({ predicted: x, middle, low, high }) => ({
              x,
              y: middle,
              ...(low === undefined || high === undefined ? {} : { low, high }),
            })),
          },
          {
            name: words('calibration.perfect'),
            color: colors.baseline,
            dashed: true,
            points: ends.map((end) => ({ x: end, y: end })),
          },
        ]}
        x={{ title: predicted, format: tick.number }}
        y={{ title: actual, format: tick.number }}
        height={360}
      />
    </ChartFrame>
  );
}
