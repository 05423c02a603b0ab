import { Button, Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './share.module.css';
import { useLongWork, type Watched } from './use-long-work.ts';
import { WorkProgress } from './work-progress.tsx';

interface FileLineProps {
  readonly name: string;
  /** What it is good for. */
  readonly what: string;
  /** Makes and saves it; failures are told as notices. */
  readonly make?: (watched: Watched) => Promise<void>;
  /** Whether `make` heeds its signal. */
  readonly stoppable?: boolean;
  /** A file of the page itself, in place of `make`. */
  readonly href?: string;
  /** Why it cannot be made of what there is, in place of a button. */
  readonly unavailable?: string | undefined;
}

/** A file to take along: its name, what it is good for, and the button. */
export function FileLine({ name, what, make, stoppable = false, href, unavailable }: FileLineProps) {
  const words = useWords();
  const work = useLongWork(stoppable);
  const label = words('share.files.saveOf', { name });
  return (
    <li className={classes.file}>
      <div className={classes.what}>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {what}
        </Text>
        {unavailable && <Text size="sm">{unavailable}</Text>}
      </div>
      {unavailable === undefined && href === undefined && make && (
        <Button variant="default" loading={work.busy} aria-label={label} onClick={() => void work.run(make)}>
          {words('share.files.save')}
        </Button>
      )}
      {unavailable === undefined && href !== undefined && (
        <Button variant="default" component="a" href={href} download aria-label={label}>
          {words('share.files.save')}
        </Button>
      )}
      {work.progress && (
        <div className={classes.progress}>
          <WorkProgress work={work} what={words('share.files.making')} />
        </div>
      )}
    </li>
  );
}
