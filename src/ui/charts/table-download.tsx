import { Button } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { chartCsv, saveBlob } from './save.ts';
import type { ChartTable } from './types.ts';

/** A table as it is downloaded. */
export interface TableCsv {
  /** Name of the file without `.csv`. */
  readonly fileName: string;
  /** Made when it is asked for. */
  readonly table: () => ChartTable;
}

interface TableDownloadProps extends TableCsv {
  /** The table's own name. */
  readonly title: string;
}

/** A table as CSV, numbers in full: the same quiet button wherever there is a table. Not on paper. */
export function TableDownload({ title, fileName, table }: TableDownloadProps) {
  const words = useWords();
  return (
    <div data-no-print style={{ display: 'flex', justifyContent: 'flex-end' }}>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        c="dimmed"
        aria-label={words('chart.download-of', { title })}
        onClick={() => saveBlob(chartCsv(table()), `${fileName}.csv`)}
      >
        {words('chart.download')}
      </Button>
    </div>
  );
}
