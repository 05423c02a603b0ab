import { Button, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FileIcon } from '../shell/icons.tsx';
import { isProject, isReadable, READABLE } from './accepted-files.ts';
import classes from './drop-zone.module.css';
import { usePastedTable } from './use-pasted-table.ts';

const PasteDialog = lazy(() => import('./paste-dialog.tsx'));
const OpenProject = lazy(() => import('./open-project.tsx'));

/** Where a table comes in: dropped, picked or pasted. */
export function DropZone() {
  const words = useWords();
  const commands = useCommands();
  const [pasting, setPasting] = useState(false);
  const [project, setProject] = useState<File | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  usePastedTable((text) => void commands.pasteText(text));

  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    // A label would make the whole zone one button; the button inside is enough.
    noClick: true,
    noKeyboard: true,
    multiple: true,
    onDrop: (files) => {
      setProject(files.find((file) => isProject(file.name)) ?? null);
      const tables = files.filter((file) => !isProject(file.name));
      const readable = tables.filter((file) => isReadable(file.name));
      setRefused(tables.filter((file) => !isReadable(file.name)).map((file) => file.name));
      if (readable.length > 0) void commands.addFiles(readable);
    },
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
      {project ? (
        <Suspense>
          <OpenProject key={`${project.name} ${project.lastModified}`} file={project} onDone={() => setProject(null)} />
        </Suspense>
      ) : null}
      {pasting ? (
        <Suspense>
          <PasteDialog onClose={() => setPasting(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
