import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import classes from './share.module.css';

interface FileLineProps {
  readonly name: string;
  /** What it is good for. */
  readonly what: string;
  /** Makes and saves it; failures are told as notices. */
  readonly make?: () => Promise<void>;
  /** A file of the page itself, in place of `make`. */
  readonly href?: string;
}

/** A file to take along: its name, what it is good for, and the button. */
export function FileLine({ name, what, make, href }: FileLineProps) {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      await make?.();
    } finally {
      setBusy(false);
    }
  };
  const label = words('share.files.saveOf', { name });
  return (
    <li className={classes.file}>
      <div className={classes.what}>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {what}
        </Text>
      </div>
      {href === undefined ? (
        <Button variant="default" loading={busy} aria-label={label} onClick={() => void run()}>
          {words('share.files.save')}
        </Button>
      ) : (
        <Button variant="default" component="a" href={href} download aria-label={label}>
          {words('share.files.save')}
        </Button>
      )}
    </li>
  );
}
