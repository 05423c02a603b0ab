import { Button, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FileIcon } from '../shell/icons.tsx';
import { READABLE } from './accepted-files.ts';
import classes from './drop-zone.module.css';
import { FolderButton } from './folder-button.tsx';
import { useIncoming } from './use-incoming.tsx';
import { usePastedTable } from './use-pasted-table.ts';

const PasteDialog = lazy(() => import('./paste-dialog.tsx'));

/** Where a table comes in: dropped, picked or pasted. */
export function DropZone() {
  const words = useWords();
  const commands = useCommands();
  const [pasting, setPasting] = useState(false);
  const { take, refused, opening } = useIncoming();
  usePastedTable((text) => void commands.pasteText(text));

  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    // A label would make the whole zone one button; the button inside is enough.
    noClick: true,
    noKeyboard: true,
    multiple: true,
    onDrop: take,
  });

  return (
    <>
      <div
        {...getRootProps({ role: 'group', 'aria-label': words('home.drop') })}
        className={classes.zone}
        data-over={isDragActive || undefined}
      >
        <input
          {...getInputProps({ accept: READABLE.join(','), 'aria-label': words('home.file-input') })}
          data-testid="file-input"
        />
        <FileIcon size={28} />
        <div className={classes.lead}>{words(isDragActive ? 'home.drop-now' : 'home.drop')}</div>
        <Text size="sm" c="dimmed">
          {words('home.kinds')}
        </Text>
        <div className={classes.buttons}>
          <Button onClick={open}>{words('home.pick')}</Button>
          <FolderButton onFiles={take} />
          <Button variant="default" onClick={() => setPasting(true)}>
            {words('home.paste')}
          </Button>
        </div>
        {refused.length > 0 ? (
          <Text size="sm" role="alert" c="var(--sg-careful)">
            {words('home.refused', { names: refused.join(', ') })}
          </Text>
        ) : null}
      </div>
      {opening}
      {pasting ? (
        <Suspense>
          <PasteDialog onClose={() => setPasting(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
