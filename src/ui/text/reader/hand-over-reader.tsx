import { Slider, Stack } from '@mantine/core';
import { useState } from 'react';
import type { SharedHandOver } from '../../../lenses/text/share/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useOnPaper } from '../../print/paper.ts';
import { Panel } from '../../shell/panel.tsx';
import { HandOverCurve, HandOverSentence } from '../evaluate/hand-over-figure.tsx';

/** When a text goes to a person: as it was settled, and moved by the reader. */
export function HandOverReader({ handOver }: { readonly handOver: SharedHandOver }) {
  const words = useWords();
  const format = useFormat();
  const onPaper = useOnPaper();
  const [threshold, setThreshold] = useState(handOver.threshold);
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
            onChange={setThreshold}
            label={format.percent}
            thumbLabel={words('inbox.unsure.slider')}
            thumbValueText={format.percent}
            marks={[{ value: handOver.threshold }]}
            size="lg"
          />
        )}
        <HandOverCurve curve={handOver.curve} threshold={threshold} />
      </Stack>
    </Panel>
  );
}
