import { Checkbox, SimpleGrid, Stack, Text } from '@mantine/core';
import type { PersonalColumn } from '../../core/privacy/types.ts';
import { useColumnWords } from '../i18n/use-column-words.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';

interface ShareColumnsProps {
  readonly columns: readonly string[];
  readonly personal: readonly PersonalColumn[];
  readonly columnsOut: readonly string[];
  /** Columns with personal data that go in all the same. */
  readonly putBack: readonly string[];
  readonly onColumnsOut: (columns: readonly string[]) => void;
  readonly onPutBack: (columns: readonly string[]) => void;
}

/** Columns with personal data, left out unless put back by hand; any other can be taken out. */
export function ShareColumns(props: ShareColumnsProps) {
  const { columns, personal, columnsOut, putBack, onColumnsOut, onPutBack } = props;
  const words = useWords();
  const { message } = useMessage();
  const names = useColumnWords();
  const flagged = new Set(personal.map(({ column }) => column));
  const others = columns.filter((column) => !flagged.has(column));
  return (
    <>
      {personal.length > 0 && (
        <Stack component="fieldset" gap="xs" p="md" m={0} style={{ border: '1px solid var(--sg-careful)' }}>
          <Text component="legend" fw={600} px={4}>
            {words('share.personal', { count: personal.length })}
          </Text>
          <Text size="sm" maw="var(--sg-reading)">
            {words('share.personal.lead')}
          </Text>
          {personal.map(({ column, kind }) => (
            <Checkbox
              key={column}
              label={words('share.personal.column', {
                column: names.column(column),
                what: message({ code: `personal.kind.${kind}`, params: {} }),
              })}
              checked={putBack.includes(column)}
              onChange={(event) => onPutBack(toggled(putBack, column, event.currentTarget.checked))}
            />
          ))}
        </Stack>
      )}
      <details>
        <Text component="summary" fw={600} style={{ cursor: 'pointer' }}>
          {words('share.columns', { out: columnsOut.length, count: others.length })}
        </Text>
        <Text size="sm" c="dimmed" my="xs" maw="var(--sg-reading)">
          {words('share.columns.lead')}
        </Text>
        <SimpleGrid
          component="fieldset"
          cols={{ base: 1, xs: 2, md: 3 }}
          spacing="xs"
          p={0}
          m={0}
          style={{ border: 0 }}
        >
          {others.map((column) => (
            <Checkbox
              key={column}
              label={names.column(column)}
              checked={!columnsOut.includes(column)}
              onChange={(event) => onColumnsOut(toggled(columnsOut, column, !event.currentTarget.checked))}
              styles={{ label: { overflowWrap: 'anywhere' } }}
            />
          ))}
        </SimpleGrid>
      </details>
    </>
  );
}

const toggled = (list: readonly string[], column: string, listed: boolean): readonly string[] =>
  listed ? [...list, column] : list.filter((other) => other !== column);
