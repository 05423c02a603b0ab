import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Loading } from '../../../app/state.ts';
import { CodedError } from '../../../core/errors.ts';
import type { LabelChange } from '../../../core/table/hand-labels.ts';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import { useCommands } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel, FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { LabelChoice } from '../topics/label-choice.tsx';

/** Texts offered at a time. */
const OFFERED = 10;

/** Texts without a label that the model would learn most from. */
export function NextToLabel({ report }: { readonly report: PredictReport }) {
  const words = useWords();
  const commands = useCommands();
  const { target, columns } = report.plan.question;
  const [rows, setRows] = useState<Loading<readonly number[]>>({ status: 'empty' });
  const [chosen, setChosen] = useState<ReadonlyMap<number, string | null>>(new Map());
  const find = () => {
    setRows({ status: 'loading' });
    setChosen(new Map());
    commands.labelNext(OFFERED).then(
      (value) => setRows({ status: 'ready', value }),
      (cause: unknown) => {
        const error = cause instanceof CodedError ? cause : new CodedError('train.failed');
        setRows({ status: 'failed', error: { code: error.code, params: error.params } });
      },
    );
  };
  const given = [...chosen].filter((change): change is [number, string] => change[1] !== null);
  const use = () =>
    void commands.labelRows(target, given as readonly LabelChange[]).then(() => {
      setRows({ status: 'empty' });
      setChosen(new Map());
    });
  return (
    <Stack gap="sm">
      <Text fw={600}>{words('inbox.next.title.model')}</Text>
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {words('inbox.next.lead')}
      </Text>
      {rows.status === 'empty' && (
        <div>
          <Button variant="default" onClick={find}>
            {words('inbox.next.find', { count: OFFERED })}
          </Button>
        </div>
      )}
      {rows.status === 'loading' && <LoadingPanel words={words('inbox.next.looking')} />}
      {rows.status === 'failed' && <FailedPanel error={rows.error} />}
      {rows.status === 'ready' && rows.value.length === 0 && <EmptyPanel words={words('inbox.next.none')} />}
      {rows.status === 'ready' && rows.value.length > 0 && (
        <>
          <LabelChoice
            rows={rows.value}
            column={columns[0] ?? ''}
            kinds={report.classes ?? []}
            chosen={chosen}
            onChoose={(row, kind) => setChosen(new Map(chosen).set(row, kind))}
          />
          <Group>
            <Button disabled={given.length === 0} onClick={use}>
              {words('inbox.next.use', { count: given.length })}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
