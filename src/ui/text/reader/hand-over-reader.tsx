import { Slider, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SharedHandOver } from '../../../lenses/text/share/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useOnPaper } from '../../print/paper.ts';
import { Panel } from '../../shell/panel.tsx';
import { HandOverCurve, HandOverSentence } from '../evaluate/hand-over-figure.tsx';
import { nearestTold } from '../view/hand-over.ts';

/** When a text goes to a person: as it was settled, and moved by the reader from one point that is told to the next. */
export function HandOverReader({ handOver }: { readonly handOver: SharedHandOver }) {
  const words = useWords();
  const format = useFormat();
  const onPaper = useOnPaper();
  const [threshold, setThreshold] = useState(nearestTold(handOver.curve, handOver.threshold));
  return (
    <Panel title={words('inbox.tab.unsure')}>
      <Stack gap="md">
        <HandOverSentence curve={handOver.curve} threshold={threshold} />
        {!onPaper && (
          <Slider
            maw="var(--sg-reading)"
            min={0}
            max={1}
            step={0.005}
            value={threshold}
            onChange={(value) => setThreshold(nearestTold(handOver.curve, value))}
            label={format.percent}
            thumbLabel={words('inbox.unsure.slider')}
            thumbValueText={format.percent}
            marks={[{ value: handOver.threshold }]}
            size="lg"
          />
        )}
        <Text size="sm" c="dimmed" maw="var(--sg-reading)">
          {words('inbox.reader.handOver', {
            count: handOver.curve.length,
            threshold: format.percent(handOver.threshold),
          })}
        </Text>
        <HandOverCurve curve={handOver.curve} threshold={threshold} />
      </Stack>
    </Panel>
  );
}
