import { Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { SharingChoices } from '../../app/sharing.ts';
import { useApp } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FailedPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { ShareActions } from './share-actions.tsx';
import { SharePreview } from './share-preview.tsx';
import { ShareColumns } from './share-columns.tsx';
import { ShareParts } from './share-parts.tsx';
import { useSharing } from './use-sharing.ts';

const TYPING_MS = 300;
/** A title is a line, not a letter. */
const LONGEST_TITLE = 120;

/** What goes into a report, exactly that to look at, and the ways to hand it on. */
export function ShareReport() {
  const words = useWords();
  const project = useApp((state) => state.choices.name);
  const target = useApp((state) => (state.model.status === 'ready' ? state.model.value.target : ''));
  const [title, setTitle] = useState(project || words('share.report.title', { target }));
  const [typed] = useDebouncedValue(title, TYPING_MS);
  const [without, setWithout] = useState<readonly string[]>([]);
  const [columnsOut, setColumnsOut] = useState<readonly string[]>([]);
  const [putBack, setPutBack] = useState<readonly string[]>([]);
  const choices = useMemo(
    (): SharingChoices => ({ title: typed.trim() || words('app.unnamed'), without, columnsOut, putBack }),
    [typed, without, columnsOut, putBack, words],
  );
  const shown = useSharing(choices);
  if (shown.status === 'failed') return <FailedPanel error={shown.error} />;
  if (shown.status !== 'ready') return <LoadingPanel />;
  const { sharing, link } = shown.value;
  return (
    <Stack gap="lg">
      <Text maw="var(--sg-reading)">{words('share.report.lead')}</Text>
      <TextInput
        label={words('share.report.name')}
        value={title}
        maxLength={LONGEST_TITLE}
        maw="var(--sg-reading)"
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <ShareParts lens={sharing.report.lens} parts={sharing.parts} without={without} onChange={setWithout} />
      <ShareColumns
        columns={sharing.columns}
        personal={sharing.personal}
        columnsOut={columnsOut}
        putBack={putBack}
        onColumnsOut={setColumnsOut}
        onPutBack={setPutBack}
      />
      <SharePreview sharing={sharing} />
      <ShareActions choices={choices} sharing={sharing} link={link} />
    </Stack>
  );
}
