import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { TextQuote } from '../text-quote.tsx';
import classes from '../text.module.css';
import { useRowTexts } from '../use-row-texts.ts';

interface LabelChoiceProps {
  readonly rows: readonly number[];
  readonly column: string;
  /** Kinds to choose from. */
  readonly kinds: readonly string[];
  /** What was chosen so far, by row. */
  readonly chosen: ReadonlyMap<number, string | null>;
  readonly onChoose: (row: number, kind: string | null) => void;
}

/** Texts one under another, each with the kinds to choose from; a kind that is missing can be added. */
export function LabelChoice({ rows, column, kinds, chosen, onChoose }: LabelChoiceProps) {
  const words = useWords();
  const texts = useRowTexts(rows, column);
  const [own, setOwn] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const added = [...new Set([...own, ...[...chosen.values()].filter((name) => name !== null)])];
  const all = [...kinds, ...added.filter((name) => !kinds.includes(name))];
  const add = () => {
    const name = typed.trim();
    if (name === '') return;
    if (!all.includes(name)) setOwn([...own, name]);
    setTyped('');
  };
  return (
    <Stack gap="sm">
      <ul className={classes.plain}>
        {rows.map((row, index) => (
          <li key={row}>
            <Stack gap={6}>
              <TextQuote text={texts?.get(row)} loading={!texts} />
              <NativeSelect
                aria-label={words('inbox.next.kind', { number: index + 1 })}
                value={chosen.get(row) ?? ''}
                maw={340}
                data={[{ value: '', label: words('inbox.next.unset') }, ...all]}
                onChange={(event) => onChoose(row, event.currentTarget.value === '' ? null : event.currentTarget.value)}
              />
            </Stack>
          </li>
        ))}
      </ul>
      <Group gap="xs" align="end">
        <TextInput
          label={words('inbox.next.missing')}
          value={typed}
          style={{ flex: '1 1 200px', maxWidth: 340 }}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add();
          }}
        />
        <Button variant="default" disabled={typed.trim() === ''} onClick={add}>
          {words('inbox.next.add')}
        </Button>
      </Group>
    </Stack>
  );
}
