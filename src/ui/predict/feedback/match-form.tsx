import { Button, NativeSelect, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import type { TableSummary } from '../../../workers/data-contract.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Panel } from '../../shell/panel.tsx';
import { batchesOf, holdsFeatures, keyColumns, type MatchChoice } from '../view/match.ts';
import type { FeedbackMatch } from './use-feedback-match.ts';

interface MatchFormProps {
  readonly file: TableSummary;
  readonly model: PredictModel;
  readonly match: FeedbackMatch;
}

/** Which prediction belongs to which outcome, and where the outcome stands. */
export function MatchForm({ file, model, match }: MatchFormProps) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const batches = batchesOf(
    model,
    useApp((state) => state.batches),
  );
  const busy = useApp((state) => state.feedback.result.status === 'loading');
  const { choice, set, ready } = match;
  const keys = keyColumns(
    file,
    batches.find(({ id }) => id === choice.batchId),
    model,
  );
  const names = file.columns.map(({ name }) => name);
  const possible: Readonly<Record<MatchChoice['kind'], boolean>> = {
    key: batches.length > 0 && keys.length > 0,
    order: batches.length > 0,
    rescored: holdsFeatures(file, model),
  };
  return (
    <Panel
      title={words('match.title')}
      lead={words('match.lead', {
        file: file.readings[0]?.fileName ?? '',
        rows: words('predict.rows', { count: file.rowCount }),
      })}
    >
      <Stack gap="md" maw="var(--sg-reading)">
        <Radio.Group
          label={words('match.how')}
          value={choice.kind}
          onChange={(kind) => set({ ...choice, kind: kind as MatchChoice['kind'], key: choice.key ?? keys[0] })}
        >
          <Stack gap="xs" mt="xs">
            {(['key', 'order', 'rescored'] as const).map((kind) => (
              <Radio
                key={kind}
                value={kind}
                label={words(`match.${kind}`)}
                description={words(possible[kind] ? `match.${kind}.why` : `match.${kind}.not`)}
                disabled={!possible[kind]}
              />
            ))}
          </Stack>
        </Radio.Group>
        <SimpleGrid cols={{ base: 1, xs: 2 }} style={{ gridAutoFlow: 'dense' }}>
          <NativeSelect
            label={words('match.outcome')}
            value={choice.outcome ?? ''}
            data={[...(choice.outcome === undefined ? [{ value: '', label: words('match.choose') }] : []), ...names]}
            onChange={(event) => set({ ...choice, outcome: event.currentTarget.value })}
          />
          {choice.kind !== 'rescored' && (
            <NativeSelect
              label={words('match.batch')}
              // A file's name, its day and its rows want the whole line.
              style={{ gridColumn: '1 / -1' }}
              value={choice.batchId ?? ''}
              data={batches.map((batch) => ({
                value: batch.id,
                label: words('match.batch.line', {
                  file: batch.fileName,
                  when: format.instant(batch.createdAt),
                  rows: words('predict.rows', { count: batch.rowCount }),
                }),
              }))}
              onChange={(event) => set({ ...choice, batchId: event.currentTarget.value })}
            />
          )}
          {choice.kind === 'key' && (
            <NativeSelect
              label={words('match.keyColumn')}
              value={choice.key ?? ''}
              data={[...keys]}
              onChange={(event) => set({ ...choice, key: event.currentTarget.value })}
            />
          )}
        </SimpleGrid>
        {!ready && <Text size="sm">{words('match.incomplete')}</Text>}
        <Button
          style={{ alignSelf: 'flex-start' }}
          disabled={!ready || !possible[choice.kind]}
          loading={busy}
          onClick={() => {
            if (ready) void commands.compareOutcomes(ready.matching, ready.outcomeColumn, ready.batchId);
          }}
        >
          {words('match.compare')}
        </Button>
      </Stack>
    </Panel>
  );
}
