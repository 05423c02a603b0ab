import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Message } from '../../../core/errors.ts';
import { CodedError } from '../../../core/errors.ts';
import { useCommands } from '../../app-context.tsx';
import { FolderButton } from '../../home/folder-button.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';

/** A whole folder of new pictures, put together and scored like a file. */
export function FolderPart() {
  const words = useWords();
  const commands = useCommands();
  const [packing, setPacking] = useState(false);
  const [error, setError] = useState<Message | undefined>(undefined);
  const score = async (files: readonly File[]) => {
    setError(undefined);
    setPacking(true);
    try {
      const archive = await commands.packPictures(files);
      void commands.scoreFile(archive);
    } catch (cause) {
      setError(
        cause instanceof CodedError ? { code: cause.code, params: cause.params } : { code: 'train.failed', params: {} },
      );
    } finally {
      setPacking(false);
    }
  };
  if (packing) return <LoadingPanel words={words('images.many.packing')} />;
  return (
    <>
      <Group gap="sm">
        <Text size="sm">{words('images.many.folder')}</Text>
        <FolderButton onFiles={(files) => void score(files)} />
      </Group>
      {error && <FailedPanel error={error} />}
    </>
  );
}
