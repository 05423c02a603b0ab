import type { RegressionView } from '../../../lenses/predict/report-view.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { HistogramChart } from '../../charts/lazy.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTickFormat } from '../parts/use-tick-format.ts';

interface ResidualsTabProps {
  readonly result: RegressionView;
  readonly target: string;
}

/** How far off predictions are and on which side. */
export function ResidualsTab({ result, target }: ResidualsTabProps) {
  const words = useWords();
  const format = useFormat();
  const tick = useTickFormat();
  const { edges, counts } = result.residuals;
  return (
    <ChartFrame
      title={words('residuals.title', { target })}
      rows={{ set: result.rows, count: result.rowCount }}
      summary={words('residuals.summary', { error: format.number(result.typicalError80) })}
      table={{
        columns: [words('residuals.from'), words('residuals.to'), words('proof.rows')],
        rows: counts.map((count, index) => [edges[index] ?? 0, edges[index + 1] ?? 0, count]),
      }}
      fileName="residuals"
      height={280}
      state={counts.length > 0 ? 'ready' : 'empty'}
    >
      <HistogramChart
        edges={edges}
        counts={counts}
        x={{ title: words('residuals.x', { target }), format: tick.number }}
        y={{ title: words('proof.rows'), format: format.count }}
        height={280}
        marks={[{ x: 0, label: words('residuals.exact') }]}
      />
    </ChartFrame>
  );
}
