import { NativeSelect, Radio, Stack } from '@mantine/core';
import type { TableProfile } from '../../../core/profile/types.ts';
import type { PredictQuestion, SplitChoice } from '../../../lenses/predict/question.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { splitColumns, withSplit } from '../view/question-draft.ts';

interface SplitEditorProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
  readonly onChange: (question: PredictQuestion) => void;
}

const SHARES = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5];
type SplitKind = SplitChoice['kind'];

/** Columns that each kind of split may read, the likeliest first. */
function columnsFor(kind: SplitKind, profile: TableProfile, target: string): readonly string[] {
  if (kind === 'random') return [];
  if (kind === 'column') return splitColumns(profile).filter((name) => name !== target);
  const wanted = kind === 'time' ? 'time' : 'entity';
  return profile.columns
    .filter(({ name, kind: held, role }) => {
      if (name === target || role === 'constant' || role === 'empty') return false;
      return kind === 'time' ? held === 'date' || held === 'number' : role !== 'id';
    })
    .toSorted((a, b) => Number(b.role === wanted) - Number(a.role === wanted))
    .map(({ name }) => name);
}

/** How rows are set aside for judging: at random, the latest, whole customers, or as a column says. */
export function SplitEditor({ profile, question, onChange }: SplitEditorProps) {
  const words = useWords();
  const format = useFormat();
  const { split, target } = question;
  const share = split.kind === 'column' ? 0.2 : split.testShare;
  const set = (next: SplitChoice) => onChange(withSplit(question, next));
  const choose = (kind: SplitKind) => {
    const column = columnsFor(kind, profile, target)[0];
    if (kind === 'random') set({ kind, testShare: share });
    else if (column !== undefined) set(kind === 'column' ? { kind, column } : { kind, column, testShare: share });
  };
  const shares = SHARES.includes(share) ? SHARES : [...SHARES, share].toSorted((a, b) => a - b);
  return (
    <Stack gap="sm">
      <Radio.Group
        label={words('question.split.kind')}
        value={split.kind}
        onChange={(kind) => choose(kind as SplitKind)}
      >
        <Stack gap="xs" mt="xs">
          {(['random', 'time', 'entity', 'column'] as const).map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={words(`question.split.kind.${kind}`)}
              description={words(`question.split.kind.${kind}.why`)}
              disabled={kind !== 'random' && columnsFor(kind, profile, target).length === 0}
            />
          ))}
        </Stack>
      </Radio.Group>
      {split.kind !== 'random' && split.kind !== 'snapshots' && (
        <NativeSelect
          label={words(`question.split.column.${split.kind}`)}
          value={split.column}
          data={[...columnsFor(split.kind, profile, target)]}
          onChange={(event) => set({ ...split, column: event.currentTarget.value })}
        />
      )}
      {split.kind !== 'column' && (
        <NativeSelect
          label={words('question.split.share')}
          value={String(share)}
          data={shares.map((value) => ({ value: String(value), label: format.percent(value) }))}
          onChange={(event) => set({ ...split, testShare: Number(event.currentTarget.value) })}
        />
      )}
    </Stack>
  );
}
