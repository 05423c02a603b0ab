import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { BarChart, barChartHeight } from '../../charts/bar-chart.tsx';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { METRIC_UNIT } from '../view/metric.ts';
import { drivers } from '../view/why.ts';
import { DependenceFigure } from './dependence-figure.tsx';
import { DriverList } from './driver-list.tsx';
import { FormulaPanel } from './formula-panel.tsx';
import { useDriverWords } from './use-driver-words.ts';

const FIRST = 8;

interface WhyPanelProps {
  readonly report: ReportView;
  /** Said where no column's weight is there. Default: that none was found to matter. */
  readonly none?: string;
}

/** What drives the predictions: how much each column matters, what it does, and the readable formula. */
export function WhyPanel({ report, none }: WhyPanelProps) {
  const words = useWords();
  const { target } = report.plan.question;
  return (
    <Panel title={words('why.title', { target })} lead={words('why.lead')}>
      {report.importances.length === 0 ? (
        <>
          <EmptyPanel words={none ?? words('why.none')} />
          <Curves report={report} />
        </>
      ) : (
        <Stack gap="lg">
          <ImportanceFigure report={report} />
          <DriverList report={report} />
        </Stack>
      )}
      {report.formula && (
        <FormulaPanel formula={report.formula} target={target} task={report.task} yes={report.classes?.[1]} />
      )}
    </Panel>
  );
}

/** The curves alone, of a report that was shared without the weights of its columns. */
function Curves({ report }: { readonly report: ReportView }) {
  const { shapeSentence } = useDriverWords(report);
  return report.dependence.map((curve) => (
    <DependenceFigure key={curve.column} dependence={curve} report={report} sentence={shapeSentence(curve)} />
  ));
}

function ImportanceFigure({ report }: { readonly report: ReportView }) {
  const words = useWords();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const sorted = drivers(report.importances);
  const shown = all ? sorted : sorted.slice(0, FIRST);
  const metric = report.importances[0]?.metric ?? report.selectionMetric;
  const name = words(`metric.${metric}.name`);
  const points = METRIC_UNIT[metric] === 'share';
  const write = (value: number) => format.number(points ? value * 100 : value);
  const clear = sorted.filter(({ strength }) => strength === 'clear').length;
  return (
    <ChartFrame
      title={words('why.importance.title')}
      rows={{ set: 'validation', count: report.split.validation }}
      summary={words('why.importance.summary', { clear, count: sorted.length })}
      table={{
        columns: [
          words('why.column'),
          words('why.importance.loss', { metric: name }),
          words('figures.low'),
          words('figures.high'),
        ],
        rows: sorted.map(({ column, value, low, high }) => [column, value, low, high]),
      }}
      fileName="importances"
      height={barChartHeight(shown.length)}
      controls={
        sorted.length > FIRST ? (
          <Button size="compact-sm" variant="default" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words('why.fewer') : words('why.all', { count: sorted.length })}
          </Button>
        ) : undefined
      }
    >
      <BarChart
        bars={shown.map(({ column, value, low, high }) => ({ label: column, value, low, high, note: write(value) }))}
        x={{
          title: words(points ? 'why.importance.points' : 'why.importance.axis', {
            term: words(`metric.${metric}.term`),
          }),
          format: write,
        }}
      />
    </ChartFrame>
  );
}
