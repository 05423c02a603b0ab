import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import classes from './header.module.css';

/** The project's name, edited in place: Enter or leaving keeps it, Escape takes it back. */
export function ProjectName() {
  const words = useWords();
  const commands = useCommands();
  const name = useApp((state) => state.choices.name);
  const [draft, setDraft] = useState<string | null>(null);
  const keep = () => {
    const wanted = draft?.trim();
    setDraft(null);
    if (wanted && wanted !== name) commands.rename(wanted);
  };
  return (
    <TextInput
      aria-label={words('app.rename')}
      variant="unstyled"
      size="sm"
      className={classes.name}
      placeholder={words('app.unnamed')}
      value={draft ?? name}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
