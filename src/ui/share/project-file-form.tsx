import { Button, Group, PasswordInput, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useApp, useCommands } from '../app-context.tsx';
import { saveBlob } from '../charts/save.ts';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { fileStem } from './file-stem.ts';
import { useLongWork, type Watched } from './use-long-work.ts';
import { WorkProgress } from './work-progress.tsx';

/** Below so many characters a passphrase is soon tried out. */
const SHORT = 12;

/** The whole project as one file that brings everything back, here or in another browser. */
export function ProjectFileForm() {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const name = useApp((state) => state.choices.name);
  const files = useApp((state) => state.choices.files);
  const [withData, setWithData] = useState(true);
  const [locked, setLocked] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const work = useLongWork();
  const bytes = files.reduce((sum, file) => sum + file.byteLength, 0);
  const save = async (watched: Watched) => {
    const blob = await commands.saveProjectFile({ ...watched, withData, ...(locked ? { passphrase } : {}) });
    if (blob) saveBlob(blob, `${fileStem(name || words('app.unnamed'))}.sightglass`);
  };
  return (
    <Stack gap="md" maw="var(--sg-reading)">
      <Text size="sm">{words('share.project.lead')}</Text>
      <Switch
        label={words('share.project.withData', { size: format.bytes(bytes) })}
        description={words(withData ? 'share.project.withData.yes' : 'share.project.withData.no')}
        checked={withData}
        onChange={(event) => setWithData(event.currentTarget.checked)}
      />
      <Switch
        label={words('share.project.lock')}
        description={words('share.project.lock.how')}
        checked={locked}
        onChange={(event) => setLocked(event.currentTarget.checked)}
      />
      {locked && (
        <PasswordInput
          label={words('share.project.passphrase')}
          description={words('share.project.passphrase.lost')}
          value={passphrase}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': words('share.project.passphrase.show') }}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
      )}
      {locked && passphrase !== '' && passphrase.length < SHORT && (
        <Text size="sm" c="var(--sg-careful)">
          {words('share.project.passphrase.short', { most: SHORT })}
        </Text>
      )}
      <Group>
        <Button loading={work.busy} disabled={locked && passphrase === ''} onClick={() => void work.run(save)}>
          {words('share.project.save')}
        </Button>
      </Group>
      <WorkProgress work={work} what={words('share.project.saving')} />
    </Stack>
  );
}
