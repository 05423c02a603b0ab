import type { RegressionResult } from '../../../lenses/predict/report.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { ScatterChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTickFormat } from '../parts/use-tick-format.ts';

interface RegressionProofProps {
  readonly result: RegressionResult;
  readonly target: string;
}

/** Predicted against actual, with the band that holds four in five. */
export function RegressionProof({ result, target }: RegressionProofProps) {
  const words = useWords();
  const format = useFormat();
  const tick = useTickFormat();
  const colors = roleColors(useScheme());
  const actual = words('proof.regression.actual', { target });
  const predicted = words('proof.regression.predicted', { target });
  return (
    <ChartFrame
      title={words('proof.regression.title', { target })}
      rows={{ set: result.rows, count: result.rowCount }}
      summary={[
        words('proof.regression.summary', { error: format.number(result.typicalError80) }),
        ...(result.sample.length < result.rowCount
          ? [words('proof.regression.sample', { shown: format.count(result.sample.length) })]
          : []),
      ].join(' ')}
      table={{ columns: [actual, predicted], rows: result.sample.map(({ x, y }) => [x, y]) }}
      fileName="predicted-against-actual"
      height={360}
      state={result.sample.length > 0 ? 'ready' : 'empty'}
      level={2}
    >
      <ScatterChart
        series={[{ name: predicted, color: colors.model, points: result.sample }]}
        x={{ title: actual, format: tick.number }}
        y={{ title: predicted, format: tick.number }}
        diagonal={{ band: result.typicalError80 }}
        height={360}
      />
    </ChartFrame>
  );
}
