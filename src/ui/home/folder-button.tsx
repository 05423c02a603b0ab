import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useWords } from '../i18n/use-words.ts';

interface FolderButtonProps {
  readonly onFiles: (files: readonly File[]) => void;
}

/** Picks a whole folder: for the keyboard, and where dropping one is not possible. */
export function FolderButton({ onFiles }: FolderButtonProps) {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={(element) => {
          input.current = element;
          // React knows no such attribute.
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        multiple
        tabIndex={-1}
        aria-label={words('home.folder-input')}
        data-testid="folder-input"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same folder once more is another try.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {words('home.pick-folder')}
      </Button>
    </>
  );
}
