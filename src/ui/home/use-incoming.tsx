import { lazy, type ReactNode, Suspense, useState } from 'react';
import { sortDropped } from '../../app/dropped-pictures.ts';
import { useCommands } from '../app-context.tsx';
import { isProject, isReadable } from './accepted-files.ts';

const OpenProject = lazy(() => import('./open-project.tsx'));

export interface Incoming {
  /** Takes what was dropped or picked: tables are read, a project is opened. */
  readonly take: (files: readonly File[]) => void;
  /** Names of files that certainly hold no table in text form. */
  readonly refused: readonly string[];
  /** A project on its way in; to be put somewhere on the screen. */
  readonly opening: ReactNode;
}

/** Files that come in, sorted by what they are. */
export function useIncoming(): Incoming {
  const commands = useCommands();
  const [project, setProject] = useState<{ readonly file: File; readonly number: number } | undefined>(undefined);
  const [refused, setRefused] = useState<readonly string[]>([]);
  return {
    take: (files) => {
      const file = files.find(({ name }) => isProject(name));
      // The same file once more is another try.
      if (file) setProject((before) => ({ file, number: (before?.number ?? 0) + 1 }));
      const others = files.filter(({ name }) => !isProject(name));
      // What lies in a folder with pictures is looked at together with them.
      const alone = new Set(sortDropped(others).rest);
      const isTaken = (one: File): boolean => !alone.has(one) || isReadable(one.name);
      setRefused(others.filter((one) => !isTaken(one)).map(({ name }) => name));
      // A project brings its own files: others beside it would go into it unasked.
      const readable = file ? [] : others.filter(isTaken);
      if (readable.length > 0) void commands.addFiles(readable);
    },
    refused,
    opening: project && (
      <Suspense>
        <OpenProject key={project.number} file={project.file} onDone={() => setProject(undefined)} />
      </Suspense>
    ),
  };
}
