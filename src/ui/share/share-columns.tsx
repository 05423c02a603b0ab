import { Checkbox, Stack, Text } from '@mantine/core';
import type { SharingForm } from '../../app/sharing.ts';
import { useColumnWords } from '../i18n/use-column-words.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './share.module.css';
import { toggled } from './toggled.ts';

interface ShareColumnsProps {
  readonly form: Pick<SharingForm, 'columns' | 'personal'>;
  readonly columnsOut: readonly string[];
  readonly onColumnsOut: (columns: readonly string[]) => void;
}

/** The columns that the report may name, each to be taken out; those with personal data stand apart. */
export function ShareColumns({ form, columnsOut, onColumnsOut }: ShareColumnsProps) {
  const words = useWords();
  const names = useColumnWords();
  const flagged = new Set(form.personal.map(({ column }) => column));
  const columns = form.columns.filter((column) => !flagged.has(column));
  const out = columns.filter((column) => columnsOut.includes(column));
  if (columns.length === 0) return null;
  return (
    <details className={classes.more}>
      <summary>
        {words(out.length === 0 ? 'share.columns.all' : 'share.columns.some', {
          count: columns.length,
          left: columns.length - out.length,
        })}
      </summary>
      <Text size="sm" c="dimmed" my="xs">
        {words('share.columns.lead')}
      </Text>
      <Stack component="fieldset" gap="xs" className={classes.fieldset} aria-label={words('share.columns.label')}>
        {columns.map((column) => (
          <Checkbox
            key={column}
            label={names.column(column)}
            checked={!columnsOut.includes(column)}
            onChange={(event) => onColumnsOut(toggled(columnsOut, column, !event.currentTarget.checked))}
            classNames={{ label: classes.name }}
          />
        ))}
      </Stack>
    </details>
  );
}
