import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { KeptLabels } from '../../../app/project.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Panel } from '../../shell/panel.tsx';
import { ShareBar } from '../share-bar.tsx';
import classes from '../text.module.css';

type Levels = readonly { readonly level: string; readonly count: number }[];

/** Labels that the person gave: how many texts each has, other names for them, and a way back. */
export function OwnLabelsPanel({ labels }: { readonly labels: KeptLabels }) {
  const words = useWords();
  const commands = useCommands();
  // A column that the file has was only mended; then nothing is renamed here.
  const isMended = labels.levels.length === 0;
  return (
    <Panel
      title={words('inbox.own.title', { column: labels.column })}
      lead={
        isMended
          ? words('inbox.own.mended', { count: new Set(labels.changes?.map(([row]) => row)).size })
          : words('inbox.own.lead')
      }
      aside={
        <Button size="compact-sm" variant="default" onClick={() => void commands.dropLabels(labels.column)}>
          {words('inbox.own.drop')}
        </Button>
      }
    >
      {isMended ? null : <Names key={labels.key} labels={labels} />}
    </Panel>
  );
}

function Names({ labels }: { readonly labels: KeptLabels }) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  // Until the table was read anew it has no such column.
  const tableId = useApp(({ table }) =>
    table.status === 'ready' && table.value.columns.some(({ name }) => name === labels.column)
      ? table.value.tableId
      : undefined,
  );
  const [levels, setLevels] = useState<Levels>();
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    if (tableId === undefined) return undefined;
    let current = true;
    void commands.levels(labels.column, 100).then((found) => {
      if (current) setLevels(found);
    });
    return () => {
      current = false;
    };
  }, [commands, labels.column, tableId]);
  const most = Math.max(1, ...(levels ?? []).map(({ count }) => count));
  const changed = Object.entries(names).filter(([from, to]) => to.trim() !== '' && to.trim() !== from);
  return (
    <Stack gap="sm" mih={44 * labels.levels.length}>
      <ul className={classes.plain} style={{ maxWidth: 720 }}>
        {(levels ?? []).map(({ level, count }) => (
          <li key={level}>
            <Group gap="sm" wrap="wrap">
              <TextInput
                aria-label={words('inbox.topic.name', { name: level })}
                value={names[level] ?? level}
                style={{ flex: '1 1 200px', maxWidth: 340 }}
                onChange={(event) => setNames({ ...names, [level]: event.currentTarget.value })}
              />
              <div style={{ flex: '1 1 160px' }}>
                <ShareBar share={count / most} />
                <Text size="sm">{format.share(count, labels.rows)}</Text>
              </div>
            </Group>
          </li>
        ))}
      </ul>
      <Group gap="sm">
        <Button
          variant="default"
          disabled={changed.length === 0}
          onClick={() =>
            void commands.renameLabels(
              labels.column,
              Object.fromEntries(changed.map(([from, to]) => [from, to.trim()])),
            )
          }
        >
          {words('inbox.own.rename')}
        </Button>
        <Text size="sm" c="dimmed">
          {words('inbox.own.merge')}
        </Text>
      </Group>
    </Stack>
  );
}
