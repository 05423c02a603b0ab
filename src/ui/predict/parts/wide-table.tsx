import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { TableDownload, type TableCsv } from '../../charts/table-download.tsx';

interface WideTableProps {
  /** The same words as the table's own name. */
  readonly label: string;
  readonly minWidth: number;
  /** px from which on it scrolls upright too. */
  readonly maxHeight?: number;
  /** Offered above it; absent where the same can be had elsewhere on the screen. */
  readonly csv?: TableCsv;
  readonly children: ReactNode;
}

/** A table that scrolls inside itself on narrow screens, by keyboard too. */
export function WideTable({ label, minWidth, maxHeight, csv, children }: WideTableProps) {
  return (
    <div>
      {csv ? <TableDownload title={label} {...csv} /> : null}
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
    </div>
  );
}
