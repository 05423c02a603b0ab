import { Button, Checkbox, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TableProfile } from '../../../core/profile/types.ts';
import type { PredictQuestion } from '../../../lenses/predict/question.ts';
import { useWords } from '../../i18n/use-words.ts';
import { possibleFeatures, withColumns } from '../view/question-draft.ts';

interface ColumnsEditorProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
  readonly onChange: (question: PredictQuestion) => void;
}

/** More boxes than this are found by searching: a list of thousands helps nobody and is slow. */
const LISTED = 200;

/** Which columns may be learned from; those left out say why. */
export function ColumnsEditor({ profile, question, onChange }: ColumnsEditorProps) {
  const words = useWords();
  const [search, setSearch] = useState('');
  const chosen = new Set(question.columns);
  const possible = possibleFeatures(profile, question);
  const found = possible.filter((name) => name.toLowerCase().includes(search.trim().toLowerCase()));
  const roles = new Map(profile.columns.map(({ name, role }) => [name, role]));
  const set = (names: readonly string[]) => onChange(withColumns(profile, question, names));
  const toggle = (name: string, on: boolean) =>
    set(on ? [...question.columns, name] : question.columns.filter((other) => other !== name));
  return (
    <Stack gap="xs">
      <TextInput
        label={words('question.columns.label')}
        placeholder={words('question.columns.search')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => set([...question.columns, ...found])}>
          {words('question.columns.all')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => set(question.columns.filter((name) => !found.includes(name)))}
        >
          {words('question.columns.none')}
        </Button>
      </Group>
      <ScrollArea.Autosize mah={280} type="auto">
        <Stack gap="xs" pr="sm">
          {found.slice(0, LISTED).map((name) => (
            <Checkbox
              key={name}
              label={name}
              checked={chosen.has(name)}
              description={
                chosen.has(name)
                  ? undefined
                  : words('question.columns.leftOut', {
                      reason: words(`question.leftOut.${roles.get(name) ?? 'feature'}`),
                    })
              }
              onChange={(event) => toggle(name, event.currentTarget.checked)}
            />
          ))}
          {found.length === 0 && <Text size="sm">{words('question.columns.nothing')}</Text>}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  );
}
