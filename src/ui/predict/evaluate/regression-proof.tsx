import type { Point } from '../../../core/metrics/types.ts';
import type { RegressionView } from '../../../lenses/predict/report-view.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { ScatterChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTickFormat } from '../parts/use-tick-format.ts';
import { GroupedProof } from './grouped-proof.tsx';

interface RegressionProofProps {
  readonly result: RegressionView;
  readonly target: string;
}

/** Predicted against actual: row by row where the rows are at hand, else by groups of them. */
export function RegressionProof({ result, target }: RegressionProofProps) {
  if (result.sample) return <SampleProof result={result} sample={result.sample} target={target} />;
  return <GroupedProof result={result} groups={result.groups ?? []} target={target} />;
}

interface SampleProofProps extends RegressionProofProps {
  readonly sample: readonly Point[];
}

/** A dot a row, with the band that holds four in five. */
function SampleProof({ result, sample, target }: SampleProofProps) {
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
        ...(sample.length < result.rowCount
          ? [words('proof.regression.sample', { shown: format.count(sample.length) })]
          : []),
      ].join(' ')}
      table={{ columns: [actual, predicted], rows: sample.map(({ x, y }) => [x, y]) }}
      fileName="predicted-against-actual"
      height={360}
      state={sample.length > 0 ? 'ready' : 'empty'}
      level={2}
    >
      <ScatterChart
        series={[{ name: predicted, color: colors.model, points: sample }]}
        x={{ title: actual, format: tick.number }}
        y={{ title: predicted, format: tick.number }}
        diagonal={{ band: result.typicalError80 }}
        height={360}
      />
    </ChartFrame>
  );
}
