import { Button, Group, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { PredictReport } from '../../lenses/predict/report.ts';
import type { SequenceColumns, SequenceFindings } from '../../lenses/sequence/types.ts';
import { useApp } from '../app-context.tsx';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { CalibrationTab } from '../predict/evaluate/calibration-tab.tsx';
import { ClassesTab } from '../predict/evaluate/classes-tab.tsx';
import { CurvesTab } from '../predict/evaluate/curves-tab.tsx';
import { DetailTabs, type Detail } from '../predict/evaluate/detail-tabs.tsx';
import { DoPanel } from '../predict/evaluate/do-panel.tsx';
import { FiguresTab } from '../predict/evaluate/figures-tab.tsx';
import { LeaderboardTab } from '../predict/evaluate/leaderboard-tab.tsx';
import { Proof } from '../predict/evaluate/proof.tsx';
import { ReceiptTab } from '../predict/evaluate/receipt-tab.tsx';
import { ThresholdTab } from '../predict/evaluate/threshold-tab.tsx';
import { VerdictFigure, VerdictNext } from '../predict/evaluate/verdict-sentence.tsx';
import { WhyPanel } from '../predict/evaluate/why-panel.tsx';
import { WithModel } from '../predict/parts/with-model.tsx';
import { FindingLine } from '../shell/finding-line.tsx';
import { Panel } from '../shell/panel.tsx';
import { Screen } from '../shell/screen.tsx';
import { stepAddress } from '../steps.ts';
import { EventsPanel } from './evaluate/events-panel.tsx';
import { InPeople, JourneyVerdict } from './evaluate/journey-verdict.tsx';
import { NextPanel } from './evaluate/next-panel.tsx';
import { TimeLine } from './time-line.tsx';

/** Whether it can be foretold, in people; which events say it, how recent; and when it was asked. */
export function SequenceEvaluateScreen() {
  const words = useWords();
  return (
    <WithModel title={words('step.evaluate')}>
      {({ id, report }) => {
        const { sequence } = report.plan.question;
        return sequence ? <Verdict key={id} id={id} report={report} sequence={sequence} /> : null;
      }}
    </WithModel>
  );
}

interface VerdictProps {
  /** Of the model. */
  readonly id: string;
  readonly report: PredictReport;
  readonly sequence: SequenceColumns;
}

function Verdict({ id, report, sequence }: VerdictProps) {
  const words = useWords();
  const stale = useApp((state) => state.modelIsStale);
  const found = report.sequence;
  const grave = report.warnings.filter(({ level }) => level !== 'note');
  return (
    <Screen title={words('step.evaluate')} answer={<JourneyVerdict report={report} sequence={sequence} />}>
      <InPeople report={report} sequence={sequence} />
      <VerdictFigure report={report} />
      <VerdictNext report={report} />
      <Group gap="xs" mt="md">
        <Button component={Link} href={stepAddress('apply')}>
          {words('journeys.evaluate.apply')}
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
      <div style={{ marginTop: 24 }}>
        <Proof report={report} />
      </div>
      {grave.length > 0 && (
        <Panel title={words('evaluateScreen.mind')}>
          {grave.map((finding, index) => (
            <FindingLine key={`${finding.code} ${index}`} finding={finding} />
          ))}
        </Panel>
      )}
      {found?.topK && <NextPanel topK={found.topK} />}
      {found && <EventsPanel found={found} sequence={sequence} />}
      {report.cards.length > 0 && <DoPanel report={report} />}
      {report.importances.length > 0 && <WhyPanel report={report} />}
      <DetailTabs model={id} details={useDetails(report, found)} />
    </Screen>
  );
}

function useDetails(report: PredictReport, found: SequenceFindings | undefined): readonly Detail[] {
  const words = useWords();
  const { binary, multiclass } = report;
  const yes = report.classes?.[1] ?? '';
  return [
    ...(found ? [{ id: 'dates', name: words('journeys.tab.dates'), panel: () => <Dates found={found} /> }] : []),
    ...(binary
      ? [
          {
            id: 'threshold',
            name: words('tab.threshold'),
            panel: () => <ThresholdTab report={report} binary={binary} />,
          },
        ]
      : []),
    { id: 'figures', name: words('tab.figures'), panel: () => <FiguresTab report={report} /> },
    ...(binary
      ? [
          { id: 'curves', name: words('tab.curves'), panel: () => <CurvesTab curves={binary.test} yes={yes} /> },
          {
            id: 'calibration',
            name: words('tab.calibration'),
            panel: () => <CalibrationTab curves={binary.test} yes={yes} />,
          },
        ]
      : []),
    ...(multiclass
      ? [{ id: 'classes', name: words('tab.classes'), panel: () => <ClassesTab result={multiclass.test} /> }]
      : []),
    { id: 'leaderboard', name: words('tab.leaderboard'), panel: () => <LeaderboardTab report={report} /> },
    { id: 'receipt', name: words('tab.receipt'), panel: () => <ReceiptTab report={report} /> },
  ];
}

function Dates({ found: { snapshots, read } }: { readonly found: SequenceFindings }) {
  const words = useWords();
  const format = useFormat();
  const leftOut = read.missing + read.duplicates + read.strays;
  return (
    <>
      <Text size="sm" mb="md" maw="var(--sg-reading)">
        {words('journeys.read', {
          events: format.count(read.events),
          people: format.count(read.people),
          kinds: format.count(read.kinds),
        })}{' '}
        {leftOut > 0 &&
          words('journeys.read.leftOut', {
            missing: format.count(read.missing),
            duplicates: format.count(read.duplicates),
            strays: format.count(read.strays),
          })}
      </Text>
      {snapshots.at.length > 0 ? <TimeLine snapshots={snapshots} /> : <Text>{words('journeys.dates.everyEvent')}</Text>}
    </>
  );
}
