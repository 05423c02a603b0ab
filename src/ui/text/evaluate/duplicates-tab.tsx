import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { LabelChange } from '../../../core/table/hand-labels.ts';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import type { TextFindings } from '../../../lenses/text/types.ts';
import { useCommands } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { TextQuote } from '../text-quote.tsx';
import classes from '../text.module.css';
import { useRowCells, type RowCells } from '../use-row-texts.ts';
import { useRowsAtHand } from '../use-rows-at-hand.ts';

type CopiedRows = TextFindings['duplicates']['groups'][number];

const FIRST = 10;
/** Texts of a group that are shown. */
const SHOWN = 3;

interface DuplicatesTabProps {
  readonly report: PredictReport;
  readonly text: TextFindings;
}

/** Texts that say nearly the same, those with different labels first. */
export function DuplicatesTab({ report, text }: DuplicatesTabProps) {
  const words = useWords();
  const atHand = useRowsAtHand();
  const [all, setAll] = useState(false);
  const { groups, rows } = text.duplicates;
  const { target, columns } = report.plan.question;
  const ordered = useMemo(
    () => groups.toSorted((a, b) => Number(b.disagree) - Number(a.disagree) || b.rows.length - a.rows.length),
    [groups],
  );
  const shown = useMemo(() => (all ? ordered : ordered.slice(0, FIRST)), [all, ordered]);
  const wanted = useMemo(() => shown.flatMap((group) => group.rows.slice(0, SHOWN)).slice(0, 500), [shown]);
  const asked = useMemo(() => [columns[0] ?? '', target], [columns, target]);
  const cells = useRowCells(wanted, atHand ? asked : undefined);
  if (groups.length === 0) return <EmptyPanel words={words('inbox.copies.none')} />;
  return (
    <Stack gap="sm" maw={880}>
      <Text maw="var(--sg-reading)">
        {words('inbox.copies.lead', { count: groups.length, rows: String(rows) })}{' '}
        {words('inbox.copies.disagree', { count: groups.filter(({ disagree }) => disagree).length })}{' '}
        {atHand ? '' : words('inbox.text.gone')}
      </Text>
      {atHand && (
        <ul className={classes.plain}>
          {shown.map((group) => (
            <CopyGroup
              key={group.rows.join(' ')}
              group={group}
              cells={cells}
              kinds={report.classes ?? []}
              target={target}
            />
          ))}
        </ul>
      )}
      {atHand && ordered.length > FIRST && (
        <div>
          <Button variant="default" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words('why.fewer') : words('inbox.copies.more', { count: ordered.length - FIRST })}
          </Button>
        </div>
      )}
    </Stack>
  );
}

interface CopyGroupProps {
  readonly group: CopiedRows;
  readonly cells: RowCells;
  readonly kinds: readonly string[];
  readonly target: string;
}

function CopyGroup({ group, cells, kinds, target }: CopyGroupProps) {
  const words = useWords();
  const commands = useCommands();
  const rows = group.rows.slice(0, SHOWN);
  return (
    <li>
      <Stack gap={6}>
        {rows.map((row) => (
          <div key={row}>
            <TextQuote text={cells?.get(row)?.[0]} loading={!cells} />
            <Text size="xs" c="dimmed" mih={17}>
              {cells ? words('inbox.copies.label', { label: cells.get(row)?.[1] ?? words('inbox.next.unset') }) : ''}
            </Text>
          </div>
        ))}
        {group.rows.length > rows.length && (
          <Text size="sm" c="dimmed">
            {words('inbox.copies.rest', { count: group.rows.length - rows.length })}
          </Text>
        )}
        {group.disagree && (
          <Group gap="xs">
            <Text size="sm" c="var(--sg-careful)">
              {words('inbox.copies.differ')}
            </Text>
            <NativeSelect
              size="xs"
              aria-label={words('inbox.copies.settle')}
              value=""
              data={[{ value: '', label: words('inbox.copies.settle') }, ...kinds]}
              onChange={(event) => {
                const level = event.currentTarget.value;
                if (level === '') return;
                void commands.labelRows(
                  target,
                  group.rows.map((row): LabelChange => [row, level]),
                );
              }}
            />
          </Group>
        )}
      </Stack>
    </li>
  );
}
