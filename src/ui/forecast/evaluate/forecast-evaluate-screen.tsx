import { Button, Group, Text } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { forecastModelOf } from '../../../app/narrow.ts';
import type { ForecastReport, SeriesReport } from '../../../lenses/forecast/types.ts';
import { useApp } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { DetailTabs, type Detail } from '../../predict/evaluate/detail-tabs.tsx';
import { WithModelOf } from '../../predict/parts/with-model.tsx';
import { FindingLine } from '../../shell/finding-line.tsx';
import { Panel } from '../../shell/panel.tsx';
import { Screen } from '../../shell/screen.tsx';
import { stepAddress } from '../../steps.ts';
import { shownSeries } from '../view/shown-series.ts';
import { useForecastMessage } from '../view/use-forecast-message.ts';
import { BacktestTab } from './backtest-tab.tsx';
import { ChancesTab } from './chances-tab.tsx';
import { FanFigure } from './fan-figure.tsx';
import { ForecastCards } from './forecast-cards.tsx';
import { ForecastReceipt } from './forecast-receipt.tsx';
import { MethodsTab } from './methods-tab.tsx';
import { OddTab } from './odd-tab.tsx';
import { OutlookSentence } from './outlook-sentence.tsx';
import { PartsTab } from './parts-tab.tsx';
import { SeriesPicker } from './series-picker.tsx';
import { WhatIfTab } from './what-if-tab.tsx';

/** What comes, how sure that is, whether it beats repeating what was, what to do, and the detail. */
export function ForecastEvaluateScreen() {
  const words = useWords();
  return (
    <WithModelOf title={words('step.evaluate')} model={useApp(forecastModelOf)}>
      {(model) => <Verdict key={model.id} id={model.id} report={model.report} />}
    </WithModelOf>
  );
}

interface VerdictProps {
  readonly id: string;
  readonly report: ForecastReport;
}

function Verdict({ id, report }: VerdictProps) {
  const words = useWords();
  const stale = useApp((state) => state.modelIsStale);
  const message = useForecastMessage(report.axis.step);
  const shown = useMemo(() => shownSeries(report), [report]);
  const [key, setKey] = useState(shown[0]?.key ?? '');
  const one = shown.find((entry) => entry.key === key) ?? shown[0];
  const grave = report.warnings.filter(({ level }) => level !== 'note');
  if (!one) return null;
  const { series } = one;
  return (
    <Screen title={words('step.evaluate')} answer={<OutlookSentence report={report} series={series} />}>
      <Text maw="var(--sg-reading)" mt="xs">
        {message(series.verdict)}
      </Text>
      <Group gap="xs" mt="md">
        <Button component={Link} href={stepAddress('apply')}>
          {words('forecast.toApply')}
        </Button>
        <Button component={Link} href={stepAddress('train')} variant="default">
          {words('evaluateScreen.trainAgain')}
        </Button>
      </Group>
      {stale && (
        <Text c="var(--sg-careful)" mt="xs" maw="var(--sg-reading)">
          {words('trainScreen.stale')}
        </Text>
      )}
      {shown.length > 1 && <SeriesPicker shown={shown} chosen={one.key} onChange={setKey} />}
      <div style={{ marginTop: 24 }}>
        <FanFigure report={report} series={series} />
      </div>
      {grave.length > 0 && (
        <Panel title={words('evaluateScreen.mind')}>
          {grave.map((finding, index) => (
            <FindingLine key={`${finding.code} ${index}`} finding={finding} />
          ))}
        </Panel>
      )}
      <ForecastCards report={report} />
      <Details id={id} report={report} seriesKey={one.key} series={series} />
    </Screen>
  );
}

interface DetailsProps extends VerdictProps {
  readonly seriesKey: string;
  readonly series: SeriesReport;
}

function Details({ id, ...shown }: DetailsProps) {
  return <DetailTabs model={id} details={useDetails(shown)} />;
}

function useDetails({ report, seriesKey: key, series }: Omit<DetailsProps, 'id'>): Detail[] {
  const words = useWords();
  const { nature } = series;
  const detail = (id: string, name: string, panel: () => ReactNode): Detail => ({ id, name, panel });
  return [
    detail('methods', words('forecast.tab.methods'), () => <MethodsTab report={report} series={series} />),
    ...(series.folds.length > 0
      ? [detail('backtest', words('forecast.tab.backtest'), () => <BacktestTab report={report} series={series} />)]
      : []),
    ...(series.decomposition
      ? [
          detail('parts', words('forecast.tab.parts'), () => (
            <PartsTab report={report} series={series} parts={series.decomposition} />
          )),
        ]
      : []),
    ...(nature.outliers.length + nature.shifts.length > 0
      ? [detail('odd', words('forecast.tab.odd'), () => <OddTab report={report} series={series} />)]
      : []),
    detail('chances', words('forecast.tab.chances'), () => <ChancesTab key={key} report={report} series={series} />),
    ...(report.known.length > 0
      ? [detail('what-if', words('forecast.tab.whatIf'), () => <WhatIfTab key={key} report={report} series={series} />)]
      : []),
    detail('receipt', words('tab.receipt'), () => <ForecastReceipt report={report} />),
  ];
}
