import { Stack, Tabs } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { openShared } from '../../../lenses/predict/share/open.ts';
import type { SharedPredict } from '../../../lenses/predict/share/types.ts';
import { useOnPaper } from '../../print/paper.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { Answer } from '../../shell/answer.tsx';
import { CalibrationTab } from '../evaluate/calibration-tab.tsx';
import { CurvesTab } from '../evaluate/curves-tab.tsx';
import { DoPanel } from '../evaluate/do-panel.tsx';
import { FiguresTab } from '../evaluate/figures-tab.tsx';
import { Proof } from '../evaluate/proof.tsx';
import { ResidualsTab } from '../evaluate/residuals-tab.tsx';
import { VerdictFigure, VerdictSentence } from '../evaluate/verdict-sentence.tsx';
import { WhyPanel } from '../evaluate/why-panel.tsx';
import { ReaderDecision } from '../parts/decision.tsx';
import { ModelSliders } from './model-sliders.tsx';
import { ThresholdReader } from './threshold-reader.tsx';

/** A prediction report that came as a link or a file: the same pictures as on the page, from what was shared. */
export function PredictReader({ body }: { readonly body: SharedPredict }) {
  const words = useWords();
  const report = useMemo(() => openShared(body), [body]);
  return (
    <ReaderDecision money={body.money ?? NO_MONEY}>
      <Answer step={words('reader.report', { target: body.target })} answer={<VerdictSentence report={report} />}>
        <VerdictFigure report={report} />
        <div style={{ marginTop: 24 }}>
          {(report.binary ?? report.multiclass ?? report.regression) ? (
            <Proof report={report} />
          ) : (
            <EmptyPanel words={words('held.proof')} />
          )}
        </div>
        {body.model && <ModelSliders model={body.model} report={report} />}
        <WhyPanel report={report} none={words('held.drivers')} />
        {report.cards.length > 0 ? (
          <DoPanel report={report} />
        ) : (
          <Panel title={words('do.title')}>
            <EmptyPanel words={words('held.actions')} />
          </Panel>
        )}
        <ReaderDetails report={report} />
      </Answer>
    </ReaderDecision>
  );
}

/** Nobody typed what acting is worth; the currency is the one a project begins with. */
const NO_MONEY = { currency: 'USD' };

interface Detail {
  readonly id: string;
  readonly name: string;
  readonly panel: () => ReactNode;
}

function ReaderDetails({ report }: { readonly report: ReportView }) {
  const words = useWords();
  const onPaper = useOnPaper();
  const { binary, regression } = report;
  const yes = report.classes?.[1] ?? '';
  const details: readonly Detail[] = [
    ...(binary
      ? [
          {
            id: 'threshold',
            name: words('tab.threshold'),
            panel: () => <ThresholdReader report={report} curves={binary.test} />,
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
    ...(regression
      ? [
          {
            id: 'residuals',
            name: words('tab.residuals'),
            panel: () => <ResidualsTab result={regression.test} target={report.plan.question.target} />,
          },
        ]
      : []),
  ];
  const [open, setOpen] = useState<string | null>(details[0]?.id ?? null);
  if (onPaper) {
    return details.map(({ id, name, panel }) => (
      <Panel key={id} title={name}>
        {panel()}
      </Panel>
    ));
  }
  return (
    <Panel title={words('evaluateScreen.details')}>
      {/* Closed ones are kept ready, too, so that all of them can be put on paper at once. */}
      <Tabs value={open} onChange={setOpen} keepMounted>
        <Tabs.List mb="md" style={{ overflowX: 'auto', flexWrap: 'nowrap' }} data-no-print>
          {details.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id} style={{ whiteSpace: 'nowrap' }}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {details.map(({ id, panel }) => (
          <Tabs.Panel key={id} value={id}>
            <Stack>{panel()}</Stack>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Panel>
  );
}
