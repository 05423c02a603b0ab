import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import classes from './term.module.css';

interface TermProps {
  /** The name that everybody understands. */
  readonly plain: string;
  /** The term of art, shown small. */
  readonly name: string;
  /** The explanation; may hold a picture. */
  readonly children: ReactNode;
}

/** A figure's plain name with its term of art beside it; the explanation opens on hover, focus and tap. */
export function Term({ plain, name, children }: TermProps) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <span className={classes.term}>
      {plain}{' '}
      <Popover opened={open} onChange={setOpen} width={300} position="bottom" withArrow>
        <Popover.Target>
          <UnstyledButton
            className={classes.name}
            aria-label={words('term.explain', { name })}
            aria-expanded={open}
            onMouseEnter={() => setOpen(true)}
            onMouseLeave={() => setOpen(false)}
            onFocus={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onClick={() => setOpen(true)}
          >
            {name}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={classes.explanation}>{children}</Popover.Dropdown>
      </Popover>
    </span>
  );
}
