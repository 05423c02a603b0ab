import { Checkbox, ScrollArea, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';

interface ChooseColumnsProps {
  readonly label: string;
  readonly description: string;
  readonly possible: readonly string[];
  readonly chosen: readonly string[];
  /** In the order of `possible`. */
  readonly onChange: (columns: readonly string[]) => void;
}

/** Columns that are shown at once; the others are found by typing. */
const MOST_SHOWN = 60;
/** From so many on a field to search in helps. */
const MANY = 8;

/** Any number of columns out of a list. */
export function ChooseColumns({ label, description, possible, chosen, onChange }: ChooseColumnsProps) {
  const words = useWords();
  const [wanted, setWanted] = useState('');
  const found = possible
    .filter((name) => name.toLowerCase().includes(wanted.trim().toLowerCase()))
    .slice(0, MOST_SHOWN);
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    onChange(possible.filter((one) => next.has(one)));
  };
  return (
    <Stack gap="xs">
      {possible.length > MANY && (
        <TextInput
          size="xs"
          label={words('forecast.find-column')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <Checkbox.Group label={label} description={description} value={[...chosen]}>
        <ScrollArea.Autosize mah={240} mt="xs" type="auto">
          <Stack gap="xs">
            {found.map((name) => (
              <Checkbox key={name} value={name} label={name} onChange={() => toggle(name)} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Checkbox.Group>
    </Stack>
  );
}
