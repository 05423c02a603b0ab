import { Checkbox, Stack, Text } from '@mantine/core';
import type { SharingForm } from '../../app/sharing.ts';
import { useColumnWords } from '../i18n/use-column-words.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelMark } from '../shell/finding-line.tsx';
import classes from './share.module.css';
import { toggled } from './toggled.ts';

interface PersonalColumnsProps {
  readonly form: Pick<SharingForm, 'columns' | 'personal'>;
  readonly target: string;
  /** Columns with personal data that go in all the same. */
  readonly putBack: readonly string[];
  readonly onPutBack: (columns: readonly string[]) => void;
}

/** Columns with personal data that the report could name: they stay out unless put back by hand. */
export function PersonalColumns({ form, target, putBack, onPutBack }: PersonalColumnsProps) {
  const words = useWords();
  const { message } = useMessage();
  const names = useColumnWords();
  const known = new Set([...form.columns, target]);
  const inReach = form.personal.filter(({ column }) => known.has(column));
  if (inReach.length === 0) return <Text size="sm">{words('share.personal.none')}</Text>;
  return (
    <Stack
      component="fieldset"
      gap="xs"
      className={classes.personal}
      aria-label={words('share.personal', { count: inReach.length })}
    >
      <div className={classes.warning}>
        <LevelMark level="careful" />
        <Text fw={600} size="sm">
          {words('share.personal', { count: inReach.length })}
        </Text>
      </div>
      <Text size="sm">{words('share.personal.lead')}</Text>
      {inReach.map(({ column, kind }) => (
        <Checkbox
          key={column}
          label={words('share.personal.column', {
            column: names.column(column),
            what: message({ code: `personal.kind.${kind}`, params: {} }),
          })}
          checked={putBack.includes(column)}
          onChange={(event) => onPutBack(toggled(putBack, column, event.currentTarget.checked))}
          classNames={{ label: classes.name }}
        />
      ))}
    </Stack>
  );
}
