import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { PredictReport } from '../../lenses/predict/report.ts';
import { useApp } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FindingLine } from '../shell/finding-line.tsx';
import { Panel } from '../shell/panel.tsx';
import { Screen } from '../shell/screen.tsx';
import { stepAddress } from '../steps.ts';
import { CalibrationTab } from './evaluate/calibration-tab.tsx';
import { ClassesTab } from './evaluate/classes-tab.tsx';
import { CurvesTab } from './evaluate/curves-tab.tsx';
import { DetailTabs, type Detail } from './evaluate/detail-tabs.tsx';
import { DoPanel } from './evaluate/do-panel.tsx';
import { FiguresTab } from './evaluate/figures-tab.tsx';
import { LeaderboardTab } from './evaluate/leaderboard-tab.tsx';
import { Proof } from './evaluate/proof.tsx';
import { ReceiptTab } from './evaluate/receipt-tab.tsx';
import { ResidualsTab } from './evaluate/residuals-tab.tsx';
import { ThresholdTab } from './evaluate/threshold-tab.tsx';
import { VerdictFigure, VerdictNext, VerdictSentence } from './evaluate/verdict-sentence.tsx';
import { WhyPanel } from './evaluate/why-panel.tsx';
import { WithModel } from './parts/with-model.tsx';

/** The verdict, the picture that proves it, why, what to do, and the detail for those who want it. */
export function EvaluateScreen() {
  const words = useWords();
  return (
    <WithModel title={words('step.evaluate')}>
      {(model) => <Verdict key={model.id} id={model.id} report={model.report} />}
    </WithModel>
  );
}

function Verdict({ id, report }: DetailsProps) {
  const words = useWords();
  const stale = useApp((state) => state.modelIsStale);
  const grave = report.warnings.filter(({ level }) => level !== 'note');
  return (
    <Screen title={words('step.evaluate')} answer={<VerdictSentence report={report} />}>
      <VerdictFigure report={report} />
      <VerdictNext report={report} />
      <Group gap="xs" mt="md">
        <Button component={Link} href={stepAddress('apply')}>
          {words('evaluateScreen.apply')}
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
      <Proofs report={report} warnings={grave} />
      <WhyPanel report={report} />
      <DoPanel report={report} />
      <Details id={id} report={report} />
    </Screen>
  );
}

function Proofs({
  report,
  warnings,
}: {
  readonly report: PredictReport;
  readonly warnings: PredictReport['warnings'];
}) {
  const words = useWords();
  return (
    <>
      <div style={{ marginTop: 24 }}>
        <Proof report={report} />
      </div>
      {warnings.length > 0 && (
        <Panel title={words('evaluateScreen.mind')}>
          {warnings.map((finding, index) => (
            <FindingLine key={`${finding.code} ${index}`} finding={finding} />
          ))}
        </Panel>
      )}
    </>
  );
}

interface DetailsProps {
  /** Of the model. */
  readonly id: string;
  readonly report: PredictReport;
}

function Details({ id, report }: DetailsProps) {
  return <DetailTabs model={id} details={useDetails(report)} />;
}

function useDetails(report: PredictReport): readonly Detail[] {
  const words = useWords();
  const { binary, multiclass, regression } = report;
  const yes = report.classes?.[1] ?? '';
  const { target } = report.plan.question;
  const detail = (id: string, name: string, panel: () => ReactNode): Detail => ({ id, name, panel });
  return [
    ...(binary
      ? [detail('threshold', words('tab.threshold'), () => <ThresholdTab report={report} binary={binary} />)]
      : []),
    detail('figures', words('tab.figures'), () => <FiguresTab report={report} />),
    ...(binary
      ? [
          detail('curves', words('tab.curves'), () => <CurvesTab curves={binary.test} yes={yes} />),
          detail('calibration', words('tab.calibration'), () => <CalibrationTab curves={binary.test} yes={yes} />),
        ]
      : []),
    ...(regression
      ? [detail('residuals', words('tab.residuals'), () => <ResidualsTab result={regression.test} target={target} />)]
      : []),
    ...(multiclass ? [detail('classes', words('tab.classes'), () => <ClassesTab result={multiclass.test} />)] : []),
    detail('leaderboard', words('tab.leaderboard'), () => <LeaderboardTab report={report} />),
    detail('receipt', words('tab.receipt'), () => <ReceiptTab report={report} />),
  ];
}
