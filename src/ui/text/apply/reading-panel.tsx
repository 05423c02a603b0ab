import { Button, Group, Progress, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import type { Reading } from '../../../lenses/text/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { CarefulIcon } from '../../shell/icons.tsx';
import { EmptyPanel, FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { useHandOver } from '../evaluate/use-hand-over.ts';
import { Answers } from './answers.tsx';
import { MarkedText } from './marked-text.tsx';
import { useReading, type ReadText } from './use-reading.ts';

/** One text typed or pasted: what kind it is and how surely, what spoke for it, and what was answered to the like. */
export function ReadingPanel({ model }: { readonly model: PredictModel }) {
  const words = useWords();
  const [text, setText] = useState('');
  const handOver = useHandOver(model.report);
  const result = useReading(model.id, text, handOver?.value);
  return (
    <Panel title={words('inbox.read.title')} lead={words('inbox.read.lead')}>
      <Stack gap="md" maw={880}>
        <Textarea
          label={words('inbox.read.label')}
          value={text}
          rows={4}
          maxLength={200_000}
          styles={{ input: { resize: 'vertical', height: 'auto', paddingBlock: 8, lineHeight: 1.5 } }}
          dir="auto"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {text !== '' && (
          <div>
            <Button size="compact-sm" variant="default" onClick={() => setText('')}>
              {words('inbox.read.clear')}
            </Button>
          </div>
        )}
        {result.status === 'empty' && <EmptyPanel words={words('inbox.read.empty')} />}
        {result.status === 'loading' && <LoadingPanel words={words('inbox.read.reading')} />}
        {result.status === 'failed' && <FailedPanel error={result.error} />}
        {result.status === 'ready' && <Read read={result.value} threshold={handOver?.value} model={model} />}
      </Stack>
    </Panel>
  );
}

interface ReadProps {
  readonly read: ReadText;
  readonly threshold: number | undefined;
  readonly model: PredictModel;
}

function Read({ read: { text, reading }, threshold, model }: ReadProps) {
  const words = useWords();
  const kind = reading.classes[0]?.name ?? '';
  return (
    <Stack gap="md">
      <Said reading={reading} threshold={threshold} />
      <Kinds classes={reading.classes} />
      <div>
        <Text size="sm" fw={600} mb={4}>
          {words('inbox.read.why', { kind })}
        </Text>
        <MarkedText text={text} marks={reading.marks} kind={kind} />
      </div>
      <Answers reading={reading} model={model} />
    </Stack>
  );
}

function Said({ reading, threshold }: { readonly reading: Reading; readonly threshold: number | undefined }) {
  const words = useWords();
  const format = useFormat();
  const kind = reading.classes[0]?.name ?? '';
  const sure = format.percent(reading.confidence);
  return (
    <div role="status" data-testid="reading">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        {reading.handOver && (
          <span style={{ color: 'var(--sg-careful)', lineHeight: 1.6 }}>
            <CarefulIcon size={22} />
          </span>
        )}
        <Text size="lg" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {reading.handOver ? words('inbox.read.handOver') : words('inbox.read.kind', { kind, sure })}
        </Text>
      </Group>
      <Text size="sm" c="dimmed" mih={20}>
        {reading.handOver
          ? words('inbox.read.handOver.why', { kind, sure, threshold: format.percent(threshold) })
          : words('inbox.read.kind.why', { threshold: format.percent(threshold) })}
      </Text>
    </div>
  );
}

/** The likeliest kinds. */
function Kinds({ classes }: { readonly classes: Reading['classes'] }) {
  const format = useFormat();
  return (
    <Stack gap={4} maw={560}>
      {classes.map(({ name, share }) => (
        <Group key={name} gap="xs" wrap="nowrap">
          <Text size="sm" w={{ base: 120, xs: 220 }} truncate title={name}>
            {name}
          </Text>
          <Progress value={100 * share} aria-label={name} flex={1} transitionDuration={0} />
          <Text size="sm" w={56} ta="right">
            {format.percent(share)}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
