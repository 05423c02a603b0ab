import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { openShared } from '../../../lenses/predict/share/open.ts';
import { openCards } from '../../../lenses/text/share/open.ts';
import type { SharedText } from '../../../lenses/text/share/types.ts';
import { useWords } from '../../i18n/use-words.ts';
import { CardView } from '../../predict/evaluate/card-view.tsx';
import { FiguresTab } from '../../predict/evaluate/figures-tab.tsx';
import { Proof } from '../../predict/evaluate/proof.tsx';
import { ReaderDecision } from '../../predict/parts/decision.tsx';
import { Answer } from '../../shell/answer.tsx';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { HandOverReader } from './hand-over-reader.tsx';
import { SharedKinds } from './shared-kinds.tsx';
import { TextProof, TextVerdictFigure, TextVerdictSentence } from '../evaluate/text-verdict.tsx';

/** A report about texts that came as a link or a file: how well they are told apart, and none of them. */
export function TextReader({ body }: { readonly body: SharedText }) {
  const words = useWords();
  const report = useMemo(() => openShared(body.predict), [body]);
  const hasAccuracy = report.test.some(({ metric }) => metric === 'accuracy');
  return (
    <ReaderDecision money={NO_MONEY}>
      <Answer
        step={words('reader.report', { target: report.plan.question.target })}
        answer={<TextVerdictSentence report={report} />}
      >
        <TextVerdictFigure report={report} />
        <Stack mt="lg" gap="lg">
          {hasAccuracy && <TextProof report={report} />}
          {report.multiclass && <Proof report={report} />}
          {!hasAccuracy && !report.multiclass && <EmptyPanel words={words('held.proof')} />}
        </Stack>
        {body.kinds && <SharedKinds kinds={body.kinds} />}
        <SharedCards body={body} report={report} />
        {body.handOver && <HandOverReader handOver={body.handOver} />}
        <Panel title={words('tab.figures')}>
          <FiguresTab report={report} />
        </Panel>
        <Text size="sm" c="dimmed" mt="lg" maw="var(--sg-reading)">
          {words('inbox.reader.texts')}
        </Text>
      </Answer>
    </ReaderDecision>
  );
}

/** What to do, as far as it may be told. */
function SharedCards({ body, report }: { readonly body: SharedText; readonly report: ReportView }) {
  const words = useWords();
  const cards = useMemo(() => openCards(body), [body]);
  if (cards.length === 0) return null;
  return (
    <Panel title={words('do.title')}>
      <Stack gap="md">
        {cards.map((card) => (
          <CardView key={card.id} card={card} report={report} assumed={undefined} effect={undefined} />
        ))}
      </Stack>
    </Panel>
  );
}

/** Nobody typed what acting is worth; the currency is the one a project begins with. */
const NO_MONEY = { currency: 'USD' };
