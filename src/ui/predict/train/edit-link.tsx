import { Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface EditLinkProps {
  readonly text: string;
  /** What a screen reader says: what it changes and what it is now. */
  readonly label: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A part of a sentence that opens an editor beneath itself; Escape closes it and gives the focus back. */
export function EditLink({ text, label, children }: EditLinkProps) {
  const [opened, { toggle, close }] = useDisclosure(false);
  // The popover hears Escape only with the focus inside, which it is not while its content is still on its way.
  useWindowEvent('keydown', (event) => {
    if (opened && event.key === 'Escape') close();
  });
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && close()}
      width={320}
      position="bottom-start"
      trapFocus
      returnFocus
      withinPortal
      middlewares={{ shift: { padding: 8 }, flip: true, size: { padding: 8 } }}
    >
      <Popover.Target>
        <UnstyledButton
          // No <button>: browsers never break one across lines, and these are parts of a sentence.
          component="span"
          role="button"
          tabIndex={0}
          onClick={toggle}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            toggle();
          }}
          aria-label={label}
          fw={600}
          fz="inherit"
          style={{
            borderBottom: '2px solid var(--sg-mark)',
            display: 'inline',
            overflowWrap: 'anywhere',
            cursor: 'pointer',
          }}
        >
          {text}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown style={{ overflowY: 'auto' }}>{children(close)}</Popover.Dropdown>
    </Popover>
  );
}
