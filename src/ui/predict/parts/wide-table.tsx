import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface WideTableProps {
  /** The same words as the table's own name. */
  readonly label: string;
  readonly minWidth: number;
  /** px from which on it scrolls upright too. */
  readonly maxHeight?: number;
  readonly children: ReactNode;
}

/** A table that scrolls inside itself on narrow screens, by keyboard too. */
export function WideTable({ label, minWidth, maxHeight, children }: WideTableProps) {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      type="native"
      tabIndex={0}
      role="region"
      aria-label={label}
      {...(maxHeight === undefined ? {} : { mah: maxHeight })}
    >
      {children}
    </Table.ScrollContainer>
  );
}
