import { Button, Text } from '@mantine/core';
import type { ScoredFile } from '../../../app/state.ts';
import { handOverOf } from '../../../app/threshold.ts';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FindingLine } from '../../shell/finding-line.tsx';
import { useThreshold } from '../parts/use-threshold.ts';

interface MovedThresholdProps {
  readonly scored: ScoredFile;
  readonly model: PredictModel;
}

/** The download goes by the thresholds that held when it was scored. */
export function MovedThreshold({ scored, model }: MovedThresholdProps) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const choices = useApp((state) => state.choices);
  const { value } = useThreshold(model.report);
  const handOver = handOverOf(model, choices)?.value;
  const yesMoved = scored.threshold !== undefined && scored.threshold !== value;
  const handOverMoved = scored.handOver !== undefined && scored.handOver !== handOver;
  if (!yesMoved && !handOverMoved) return null;
  return (
    <FindingLine
      finding={{ level: 'careful', code: 'applyScreen.movedThreshold', params: {} }}
      more={
        <Text size="sm">
          {yesMoved
            ? words('applyScreen.movedThreshold.what', {
                scored: format.percent(scored.threshold),
                now: format.percent(value),
              })
            : words('inbox.scored.moved', {
                scored: format.percent(scored.handOver),
                now: format.percent(handOver),
              })}
        </Text>
      }
      actions={
        <Button size="compact-sm" onClick={() => void commands.scoreAgain()}>
          {words('applyScreen.scoreAgain')}
        </Button>
      }
    />
  );
}
