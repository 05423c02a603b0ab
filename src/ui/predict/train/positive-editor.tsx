import { Loader, Radio, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { PredictQuestion } from '../../../lenses/predict/question.ts';
import { useCommands } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';

interface PositiveEditorProps {
  readonly question: PredictQuestion;
  readonly onChange: (question: PredictQuestion) => void;
  readonly onDone: () => void;
}

type Levels = readonly { readonly level: string; readonly count: number }[];

/** The value that counts as "yes", with how many rows have it. */
export function PositiveEditor({ question, onChange, onDone }: PositiveEditorProps) {
  const words = useWords();
  const commands = useCommands();
  const [levels, setLevels] = useState<Levels | undefined>(undefined);
  useEffect(() => {
    let current = true;
    void commands.levels(question.target, 50).then((found) => {
      if (current) setLevels(found);
    });
    return () => {
      current = false;
    };
  }, [commands, question.target]);
  if (!levels) return <Loader size="sm" />;
  return (
    <Radio.Group
      label={words('question.positive')}
      value={question.positive ?? ''}
      onChange={(positive) => {
        onChange({ ...question, positive });
        onDone();
      }}
    >
      <Stack gap="xs" mt="xs">
        {levels.map(({ level, count }) => (
          <Radio key={level} value={level} label={level} description={words('predict.rows', { count })} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
