import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { LabelChange } from '../../../core/table/hand-labels.ts';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import type { TextFindings } from '../../../lenses/text/types.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Sentence } from '../../i18n/sentence.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { TextQuote } from '../text-quote.tsx';
import classes from '../text.module.css';
import { useRowTexts } from '../use-row-texts.ts';
import { useRowsAtHand } from '../use-rows-at-hand.ts';
import { NextToLabel } from './next-to-label.tsx';

/** Texts shown at a time. */
const PAGE = 10;

interface LabelsTabProps {
  readonly report: PredictReport;
  readonly text: TextFindings;
}

type Suspect = TextFindings['mislabelled']['rows'][number];

/** Texts whose label is probably wrong, for a person to settle; what was settled is learned from next time. */
export function LabelsTab({ report, text }: LabelsTabProps) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const atHand = useRowsAtHand();
  const { target, columns } = report.plan.question;
  const labels = useApp((state) => state.choices.labels?.find(({ column }) => column === target));
  const settled = useMemo(() => new Map(labels?.changes), [labels]);
  const [pending, setPending] = useState<ReadonlyMap<number, string>>(new Map());
  const [pages, setPages] = useState(1);
  const { rows, estimated } = text.mislabelled;
  const shown = rows.slice(0, PAGE * pages);
  const texts = useRowTexts(
    useMemo(() => shown.map(({ row }) => row), [shown]),
    atHand ? columns[0] : undefined,
  );
  const use = () => {
    const changes = [...pending].map(([row, level]): LabelChange => [row, level]);
    void commands.labelRows(target, changes).then(() => setPending(new Map()));
  };
  return (
    <Stack gap="lg" maw={880}>
      {rows.length === 0 ? (
        <EmptyPanel words={words('inbox.labels.fine')} />
      ) : (
        <Stack gap="sm">
          <Text maw="var(--sg-reading)">
            {words('inbox.labels.lead', { count: Math.round(estimated), labels: format.count(report.split.train) })}{' '}
            {atHand ? '' : words('inbox.text.gone')}
          </Text>
          <ul className={classes.plain}>
            {shown.map((suspect) => (
              <SuspectLine
                key={suspect.row}
                suspect={suspect}
                classes={report.classes ?? []}
                text={texts?.get(suspect.row)}
                waiting={!texts}
                settled={settled.get(suspect.row) ?? undefined}
                chosen={pending.get(suspect.row)}
                disabled={!atHand}
                onChoose={(level) => {
                  const next = new Map(pending);
                  if (level === undefined) next.delete(suspect.row);
                  else next.set(suspect.row, level);
                  setPending(next);
                }}
              />
            ))}
          </ul>
          <Group gap="sm">
            {rows.length > shown.length && (
              <Button variant="default" onClick={() => setPages(pages + 1)}>
                {words('inbox.labels.more', { count: Math.min(PAGE, rows.length - shown.length) })}
              </Button>
            )}
            <Button disabled={pending.size === 0} onClick={use}>
              {words('inbox.labels.use', { count: pending.size })}
            </Button>
          </Group>
          <Text size="sm" c="dimmed">
            {words('inbox.labels.after')}
          </Text>
        </Stack>
      )}
      {atHand && report.data.rowsWithoutTarget > 0 && <NextToLabel report={report} />}
    </Stack>
  );
}

interface SuspectLineProps {
  readonly suspect: Suspect;
  readonly classes: readonly string[];
  readonly text: string | null | undefined;
  readonly waiting: boolean;
  /** The label that was settled before. */
  readonly settled: string | undefined;
  /** The label chosen just now. */
  readonly chosen: string | undefined;
  readonly disabled: boolean;
  readonly onChoose: (level: string | undefined) => void;
}

function SuspectLine({
  suspect,
  classes: kinds,
  text,
  waiting,
  settled,
  chosen,
  disabled,
  onChoose,
}: SuspectLineProps) {
  const words = useWords();
  const format = useFormat();
  const { given, suggested } = suspect;
  const toggle = (level: string) => onChoose(chosen === level ? undefined : level);
  return (
    <li>
      <Stack gap={6}>
        {!disabled && <TextQuote text={text} loading={waiting} />}
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <Sentence
            of="inbox.labels.suspect"
            params={{ score: format.percent(suspect.score) }}
            slots={{ given: <strong>{given}</strong>, suggested: <strong>{suggested}</strong> }}
          />{' '}
          {settled !== undefined && words('inbox.labels.settled', { level: settled })}
        </Text>
        <Group gap="xs">
          <Choice level={given} chosen={chosen} disabled={disabled} onChoose={toggle} of="keep" />
          <Choice level={suggested} chosen={chosen} disabled={disabled} onChoose={toggle} of="change" />
          <NativeSelect
            size="xs"
            maw={220}
            aria-label={words('inbox.labels.other')}
            disabled={disabled}
            value={chosen !== undefined && chosen !== given && chosen !== suggested ? chosen : ''}
            data={[
              { value: '', label: words('inbox.labels.other') },
              ...kinds.filter((name) => name !== given && name !== suggested),
            ]}
            onChange={(event) => onChoose(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
          />
        </Group>
      </Stack>
    </li>
  );
}

interface ChoiceProps {
  readonly of: 'keep' | 'change';
  readonly level: string;
  readonly chosen: string | undefined;
  readonly disabled: boolean;
  readonly onChoose: (level: string) => void;
}

function Choice({ of, level, chosen, disabled, onChoose }: ChoiceProps) {
  const words = useWords();
  const on = chosen === level;
  return (
    <Button
      size="compact-sm"
      variant={on ? 'filled' : 'default'}
      aria-pressed={on}
      disabled={disabled}
      onClick={() => onChoose(level)}
      aria-label={words(`inbox.labels.${of}`, { level })}
      styles={{ label: { overflowWrap: 'anywhere' } }}
    >
      {of === 'keep' ? words('inbox.labels.keep.short') : words('inbox.labels.change', { level })}
    </Button>
  );
}
