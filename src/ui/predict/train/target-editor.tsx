import { NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import type { Finding } from '../../../core/errors.ts';
import type { TaskKind } from '../../../core/learn/task.ts';
import type { TableProfile } from '../../../core/profile/types.ts';
import type { PredictQuestion } from '../../../lenses/predict/question.ts';
import { useWords } from '../../i18n/use-words.ts';
import { possibleTargets, retarget, tasksFor, withTask } from '../view/question-draft.ts';

interface TargetEditorProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion | undefined;
  readonly suspects: readonly Finding[];
  readonly onChange: (question: PredictQuestion) => void;
  readonly onDone?: () => void;
}

/** Which column, and whether it is a number, yes or no, or classes, where both are possible. */
export function TargetEditor({ profile, question, suspects, onChange, onDone }: TargetEditorProps) {
  const words = useWords();
  const targets = possibleTargets(profile).map(({ name }) => name);
  const column = profile.columns.find(({ name }) => name === question?.target);
  const tasks = column ? tasksFor(column) : [];
  const choose = (target: string) => {
    // Suspects are about the present target: another one has none yet.
    const next = retarget(profile, target, question, target === question?.target ? suspects : []);
    if (!next) return;
    onChange(next);
    onDone?.();
  };
  return (
    <Stack gap="sm">
      <NativeSelect
        label={words('question.target')}
        value={question?.target ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          ...(question ? [] : [{ value: '', label: words('question.target.choose'), disabled: true }]),
          ...targets,
        ]}
      />
      {question && tasks.length > 1 && (
        <Stack gap={4}>
          <Text size="sm" fw={500} id="question-task">
            {words('question.task')}
          </Text>
          <SegmentedControl
            aria-labelledby="question-task"
            value={question.task}
            onChange={(task) => onChange(withTask(question, task as TaskKind))}
            data={tasks.map((task) => ({ value: task, label: words(`question.task.${task}`) }))}
          />
        </Stack>
      )}
    </Stack>
  );
}
