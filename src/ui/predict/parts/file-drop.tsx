import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { isReadable, READABLE } from '../../home/accepted-files.ts';
import { useWords } from '../../i18n/use-words.ts';
import classes from './file-drop.module.css';

interface FileDropProps {
  readonly lead: string;
  readonly button: string;
  readonly testId: string;
  /** One line instead of a field: a file is there already. */
  readonly compact?: boolean;
  readonly onFile: (file: File) => void;
}

/** A place to drop one file, or to pick it with the keyboard. */
export function FileDrop({ lead, button, testId, compact = false, onFile }: FileDropProps) {
  const words = useWords();
  const [refused, setRefused] = useState<'several' | 'kind' | undefined>(undefined);
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    multiple: false,
    // A label would make the whole zone one button; the button inside is enough.
    noClick: true,
    noKeyboard: true,
    onDrop: (files, rejected) => {
      const file = files[0];
      if (!file) {
        setRefused(rejected.length > 1 ? 'several' : 'kind');
        return;
      }
      setRefused(isReadable(file.name) ? undefined : 'kind');
      if (isReadable(file.name)) onFile(file);
    },
  });
  return (
    <div
      {...getRootProps({ role: 'group', 'aria-label': lead })}
      className={classes.drop}
      data-active={isDragActive || undefined}
      data-compact={compact || undefined}
    >
      <input {...getInputProps({ accept: READABLE.join(','), 'aria-label': button })} data-testid={testId} />
      <Text>{lead}</Text>
      <Button onClick={open} variant="default">
        {button}
      </Button>
      {refused !== undefined && (
        <Text size="sm" c="var(--sg-stop)" mt="xs" role="alert">
          {words(`applyScreen.refused.${refused}`)}
        </Text>
      )}
    </div>
  );
}
