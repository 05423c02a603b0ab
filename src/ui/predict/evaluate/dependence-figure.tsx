import { Box } from '@mantine/core';
import type { Dependence } from '../../../core/explain/types.ts';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { BarChart, barChartHeight } from '../../charts/bar-chart.tsx';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { AreaChart, LineChart } from '../../charts/lazy.tsx';
import { columnColor } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useOnPaper } from '../../print/paper.ts';
import { useTickFormat } from '../parts/use-tick-format.ts';
import { densities } from '../view/why.ts';
import { useDriverWords } from './use-driver-words.ts';

interface DependenceFigureProps {
  readonly dependence: Dependence;
  readonly report: ReportView;
  readonly sentence: string;
}

/** Heights in px; on paper so that two figures stand on one sheet. */
const CURVE = { screen: 240, paper: 205 } as const;
const DENSITY = { screen: 110, paper: 95 } as const;

/** Name of a column's curve in addresses. */
export const dependenceName = (column: string): string => `dependence-${column}`;

/** The mean prediction with one column set to each value, and under it where the rows lie. */
export function DependenceFigure({ dependence, report, sentence }: DependenceFigureProps) {
  const words = useWords();
  const format = useFormat();
  const tick = useTickFormat();
  const medium = useOnPaper() ? 'paper' : 'screen';
  const [curve, density] = [CURVE[medium], DENSITY[medium]];
  const { column, points } = dependence;
  const { at, prediction } = useDriverWords(report);
  const levels = dependence.kind === 'category' || dependence.kind === 'text';
  const color = columnColor(
    column,
    report.data.columns.map((use) => use.column),
    useScheme(),
  );
  const what =
    dependence.ofClass === undefined
      ? words('why.what.number', { target: report.plan.question.target })
      : words('why.what.share', { yes: dependence.ofClass });
  const x = {
    title: column,
    format: (value: number) => (dependence.kind === 'date' ? format.date(value) : tick.number(value)),
    domain: [points[0]?.x ?? 'auto', points.at(-1)?.x ?? 'auto'] as const,
  };
  return (
    <ChartFrame
      title={words('why.dependence.title', { column })}
      rows={{ set: dependence.rows, count: dependence.rowCount }}
      summary={`${sentence} ${words('why.dependence.asIs')}`}
      table={{
        columns: [column, what, words('why.density')],
        rows: points.map((point) => [at(dependence, point), point.y, point.density]),
      }}
      fileName="dependence"
      name={dependenceName(column)}
      height={levels ? barChartHeight(points.length) : curve + density}
      state={points.length > 1 ? 'ready' : 'empty'}
    >
      {levels ? (
        <BarChart
          bars={points.map((point) => ({
            label: at(dependence, point),
            value: point.y,
            color,
            note: words('why.dependence.note', { value: prediction(point.y), share: format.percent(point.density) }),
          }))}
          x={{ title: what, format: prediction }}
        />
      ) : (
        <>
          <LineChart
            series={[{ name: what, color, points: points.map((point) => ({ x: point.x, y: point.y })) }]}
            x={x}
            y={
              report.task === 'regression'
                ? { title: what, format: tick.number }
                : // A chance from nothing on: a curve that hardly moves must look it.
                  { title: what, format: prediction, domain: [0, 'auto'] }
            }
            height={curve}
          />
          <Box aria-hidden>
            <AreaChart
              name={words('why.density.relative')}
              color={color}
              points={densities(points)}
              x={x}
              y={{ title: words('why.density.short'), format: format.percent, domain: [0, 1], ticks: [] }}
              height={density}
            />
          </Box>
        </>
      )}
    </ChartFrame>
  );
}
