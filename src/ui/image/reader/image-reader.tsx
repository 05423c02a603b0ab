import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { SharedImage } from '../../../lenses/image/share/types.ts';
import { openShared } from '../../../lenses/predict/share/open.ts';
import { useWords } from '../../i18n/use-words.ts';
import { CalibrationTab } from '../../predict/evaluate/calibration-tab.tsx';
import { CurvesTab } from '../../predict/evaluate/curves-tab.tsx';
import { FiguresTab } from '../../predict/evaluate/figures-tab.tsx';
import { Proof } from '../../predict/evaluate/proof.tsx';
import { ReaderDecision } from '../../predict/parts/decision.tsx';
import { ThresholdReader } from '../../predict/reader/threshold-reader.tsx';
import { Answer } from '../../shell/answer.tsx';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { SharedKinds } from '../../text/reader/shared-kinds.tsx';
import { InPictures } from '../in-pictures.tsx';
import { NotMedical } from '../not-medical.tsx';
import { ImageVerdictFigure, ImageVerdictSentence } from '../evaluate/image-verdict.tsx';

/** A report about pictures that came as a link or a file: how well they are told apart, and none of them. */
export function ImageReader({ body }: { readonly body: SharedImage }) {
  const words = useWords();
  const report = useMemo(() => openShared(body.predict), [body]);
  const { binary } = report;
  const yes = report.classes?.[1] ?? '';
  return (
    <ReaderDecision money={NO_MONEY}>
      <InPictures>
        <Answer
          step={words('reader.report', { target: report.plan.question.target })}
          answer={<ImageVerdictSentence report={report} />}
        >
          <ImageVerdictFigure report={report} />
          <NotMedical report={report} />
          <Stack mt="lg" gap="lg">
            {(binary ?? report.multiclass) ? <Proof report={report} /> : <EmptyPanel words={words('held.proof')} />}
          </Stack>
          {body.kinds && <SharedKinds kinds={body.kinds} />}
          {binary && (
            <>
              <Panel title={words('tab.threshold')}>
                <ThresholdReader report={report} curves={binary.test} />
              </Panel>
              <Panel title={words('tab.curves')}>
                <CurvesTab curves={binary.test} yes={yes} />
              </Panel>
              <Panel title={words('tab.calibration')}>
                <CalibrationTab curves={binary.test} yes={yes} />
              </Panel>
            </>
          )}
          <Panel title={words('tab.figures')}>
            <FiguresTab report={report} />
          </Panel>
          <Text size="sm" c="dimmed" mt="lg" maw="var(--sg-reading)">
            {words('images.reader.pictures')} {body.size && <Size size={body.size} />}
          </Text>
        </Answer>
      </InPictures>
    </ReaderDecision>
  );
}

/** Nobody typed what acting is worth; the currency is the one a project begins with. */
const NO_MONEY = { currency: 'USD' };

function Size({ size: { width, height, channels } }: { readonly size: NonNullable<SharedImage['size']> }) {
  const words = useWords();
  const colour = words(channels === 3 ? 'pictures.colour' : 'pictures.grey');
  return words('images.reader.size', { width, height, colour });
}
