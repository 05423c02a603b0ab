import { Button, Group, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { Finding } from '../../core/errors.ts';
import type { PredictReport } from '../../lenses/predict/report.ts';
import type { Sentiment, TextFindings } from '../../lenses/text/types.ts';
import { useApp } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { DetailTabs, type Detail } from '../predict/evaluate/detail-tabs.tsx';
import { FiguresTab } from '../predict/evaluate/figures-tab.tsx';
import { LeaderboardTab } from '../predict/evaluate/leaderboard-tab.tsx';
import { ReceiptTab } from '../predict/evaluate/receipt-tab.tsx';
import { WithModel } from '../predict/parts/with-model.tsx';
import { FindingLine } from '../shell/finding-line.tsx';
import { Panel } from '../shell/panel.tsx';
import { Screen } from '../shell/screen.tsx';
import { stepAddress } from '../steps.ts';
import { DuplicatesTab } from './evaluate/duplicates-tab.tsx';
import { KindsTab } from './evaluate/kinds-tab.tsx';
import { LabelsTab } from './evaluate/labels-tab.tsx';
import { MixUpsTab } from './evaluate/mix-ups-tab.tsx';
import { RatingsTab } from './evaluate/ratings-tab.tsx';
import { SubjectsPanel } from './evaluate/subjects-panel.tsx';
import { TextProof, TextVerdictFigure, TextVerdictNext, TextVerdictSentence } from './evaluate/text-verdict.tsx';
import { UnsureTab } from './evaluate/unsure-tab.tsx';

/** Whether texts can be sorted, how well, where it goes wrong, and what to do about what people write. */
export function TextEvaluateScreen() {
  const words = useWords();
  return (
    <WithModel title={words('step.evaluate')}>
      {(model) => <Verdict key={model.id} id={model.id} report={model.report} />}
    </WithModel>
  );
}

interface VerdictProps {
  /** Of the model. */
  readonly id: string;
  readonly report: PredictReport;
}

/** The texts that are judged also made the labels. */
const LABELS_FROM_TOPICS: Finding = { level: 'careful', code: 'inbox.labels-from-topics', params: {} };

function Verdict({ id, report }: VerdictProps) {
  const words = useWords();
  const stale = useApp((state) => state.modelIsStale);
  const { text } = report;
  const { target } = report.plan.question;
  const fromTopics = useApp(
    ({ choices }) => choices.labels?.some(({ column, levels }) => column === target && levels.length > 0) === true,
  );
  // What was done with only some of the texts is told whatever its level: figures rest on it.
  const grave = [
    ...(fromTopics ? [LABELS_FROM_TOPICS] : []),
    ...report.warnings.filter(({ level }) => level !== 'note'),
    ...(text?.findings ?? []).toSorted((a, b) => Number(a.level === 'note') - Number(b.level === 'note')),
  ];
  return (
    <Screen title={words('step.evaluate')} answer={<TextVerdictSentence report={report} />}>
      <TextVerdictFigure report={report} />
      <TextVerdictNext report={report} />
      <Group gap="xs" mt="md">
        <Button component={Link} href={stepAddress('apply')}>
          {words('inbox.evaluate.apply')}
        </Button>
        <Button component={Link} href={stepAddress('train')} variant="default">
          {words('evaluateScreen.trainAgain')}
        </Button>
      </Group>
      {stale && (
        <Text c="var(--sg-careful)" mt="xs" maw="var(--sg-reading)">
          {words('inbox.evaluate.stale')}
        </Text>
      )}
      <div style={{ marginTop: 24 }}>
        <TextProof report={report} />
      </div>
      {grave.length > 0 && (
        <Panel title={words('evaluateScreen.mind')}>
          {grave.map((finding, index) => (
            <FindingLine key={`${finding.code} ${index}`} finding={finding} />
          ))}
        </Panel>
      )}
      {text && <SubjectsPanel report={report} text={text} />}
      <DetailTabs model={id} details={useDetails(report, text)} />
    </Screen>
  );
}

const ratingsTab = (name: string, sentiment: Sentiment): Detail => ({
  id: 'ratings',
  name,
  panel: () => <RatingsTab sentiment={sentiment} />,
});

function useDetails(report: PredictReport, text: TextFindings | undefined): readonly Detail[] {
  const words = useWords();
  const column = report.plan.question.columns[0] ?? '';
  return [
    ...(text
      ? [
          {
            id: 'kinds',
            name: words('inbox.tab.kinds'),
            panel: () => <KindsTab text={text} testRows={report.testRows} />,
          },
          { id: 'mix-ups', name: words('inbox.tab.mixUps'), panel: () => <MixUpsTab text={text} column={column} /> },
          { id: 'unsure', name: words('inbox.tab.unsure'), panel: () => <UnsureTab report={report} text={text} /> },
          { id: 'labels', name: words('inbox.tab.labels'), panel: () => <LabelsTab report={report} text={text} /> },
          ...(text.sentiment ? [ratingsTab(words('inbox.tab.ratings'), text.sentiment)] : []),
          { id: 'copies', name: words('inbox.tab.copies'), panel: () => <DuplicatesTab report={report} text={text} /> },
        ]
      : []),
    { id: 'figures', name: words('tab.figures'), panel: () => <FiguresTab report={report} /> },
    { id: 'leaderboard', name: words('tab.leaderboard'), panel: () => <LeaderboardTab report={report} /> },
    { id: 'receipt', name: words('tab.receipt'), panel: () => <ReceiptTab report={report} /> },
  ];
}
