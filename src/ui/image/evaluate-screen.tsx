import { Button, Group, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { ImageFindings } from '../../lenses/image/types.ts';
import type { PredictReport } from '../../lenses/predict/report.ts';
import { useApp } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { CalibrationTab } from '../predict/evaluate/calibration-tab.tsx';
import { CurvesTab } from '../predict/evaluate/curves-tab.tsx';
import { DetailTabs, type Detail } from '../predict/evaluate/detail-tabs.tsx';
import { DoPanel } from '../predict/evaluate/do-panel.tsx';
import { FiguresTab } from '../predict/evaluate/figures-tab.tsx';
import { LeaderboardTab } from '../predict/evaluate/leaderboard-tab.tsx';
import { Proof } from '../predict/evaluate/proof.tsx';
import { ReceiptTab } from '../predict/evaluate/receipt-tab.tsx';
import { ThresholdTab } from '../predict/evaluate/threshold-tab.tsx';
import { WithModel } from '../predict/parts/with-model.tsx';
import { FindingLine } from '../shell/finding-line.tsx';
import { Panel } from '../shell/panel.tsx';
import { Screen } from '../shell/screen.tsx';
import { stepAddress } from '../steps.ts';
import { GalleryTab } from './evaluate/gallery-tab.tsx';
import { HealthTab } from './evaluate/health-tab.tsx';
import { ImageVerdictFigure, ImageVerdictNext, ImageVerdictSentence, KindsProof } from './evaluate/image-verdict.tsx';
import { KindsTab } from './evaluate/kinds-tab.tsx';
import { InPictures } from './in-pictures.tsx';
import { NotMedical } from './not-medical.tsx';

/** Whether pictures can be told apart, how well, where it goes wrong, and where the model looked. */
export function ImageEvaluateScreen() {
  const words = useWords();
  return (
    <InPictures>
      <WithModel title={words('step.evaluate')}>
        {(model) => <Verdict key={model.id} id={model.id} report={model.report} />}
      </WithModel>
    </InPictures>
  );
}

/** What a reading as a test of health says of itself: it stands with that reading. */
const OF_HEALTH: ReadonlySet<string> = new Set(['image.not-a-medical-device', 'image.coarse-specificity']);

interface VerdictProps {
  /** Of the model. */
  readonly id: string;
  readonly report: PredictReport;
}

function Verdict({ id, report }: VerdictProps) {
  const words = useWords();
  const stale = useApp((state) => state.modelIsStale);
  const { image } = report;
  const own = (image?.findings ?? []).filter(({ code }) => !OF_HEALTH.has(code));
  const grave = [...report.warnings, ...own].filter(({ level }) => level !== 'note');
  return (
    <Screen title={words('step.evaluate')} answer={<ImageVerdictSentence report={report} />}>
      <ImageVerdictFigure report={report} />
      <ImageVerdictNext report={report} />
      <NotMedical report={report} />
      <Group gap="xs" mt="md">
        <Button component={Link} href={stepAddress('apply')}>
          {words('images.evaluate.apply')}
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
        {image && !report.binary ? <KindsProof image={image} testRows={report.testRows} /> : <Proof report={report} />}
      </div>
      {grave.length > 0 && (
        <Panel title={words('evaluateScreen.mind')}>
          {grave.map((finding, index) => (
            <FindingLine key={`${finding.code} ${index}`} finding={finding} />
          ))}
        </Panel>
      )}
      {report.cards.length > 0 && <DoPanel report={report} />}
      <DetailTabs model={id} details={useDetails(report, image)} />
    </Screen>
  );
}

function useDetails(report: PredictReport, image: ImageFindings | undefined): readonly Detail[] {
  const words = useWords();
  const { binary } = report;
  const yes = report.classes?.[1] ?? '';
  const clinical = image?.clinical;
  return [
    ...(image
      ? [
          {
            id: 'gallery',
            name: words('images.tab.gallery'),
            panel: () => <GalleryTab report={report} image={image} />,
          },
          { id: 'kinds', name: words('images.tab.kinds'), panel: () => <KindsTab report={report} image={image} /> },
        ]
      : []),
    ...(image && clinical
      ? [
          {
            id: 'health',
            name: words('images.tab.health'),
            panel: () => (
              <HealthTab
                report={report}
                clinical={clinical}
                findings={image.findings.filter(({ code }) => OF_HEALTH.has(code))}
              />
            ),
          },
        ]
      : []),
    ...(binary
      ? [
          {
            id: 'threshold',
            name: words('tab.threshold'),
            panel: () => <ThresholdTab report={report} binary={binary} />,
          },
          { id: 'curves', name: words('tab.curves'), panel: () => <CurvesTab curves={binary.test} yes={yes} /> },
          {
            id: 'calibration',
            name: words('tab.calibration'),
            panel: () => <CalibrationTab curves={binary.test} yes={yes} />,
          },
        ]
      : []),
    { id: 'figures', name: words('tab.figures'), panel: () => <FiguresTab report={report} /> },
    { id: 'leaderboard', name: words('tab.leaderboard'), panel: () => <LeaderboardTab report={report} /> },
    { id: 'receipt', name: words('tab.receipt'), panel: () => <ReceiptTab report={report} /> },
  ];
}
