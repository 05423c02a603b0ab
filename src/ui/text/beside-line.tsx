import { NativeSelect, Text } from '@mantine/core';
import type { TableProfile } from '../../core/profile/types.ts';
import type { InboxColumns, PredictQuestion } from '../../lenses/predict/question.ts';
import { Sentence } from '../i18n/sentence.tsx';
import { useWords } from '../i18n/use-words.ts';
import { EditLink } from '../predict/train/edit-link.tsx';
import { possibleBeside, withBeside } from './question-draft.ts';

interface BesideLineProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
  readonly onChange: (question: PredictQuestion) => void;
}

/** When the texts were written, how content their writers were, what was answered: as far as columns say so. */
export function BesideLine({ profile, question, onChange }: BesideLineProps) {
  const words = useWords();
  const link = (of: keyof InboxColumns) => {
    const chosen = question.inbox?.[of] ?? '';
    const text = chosen === '' ? words('inbox.beside.none') : chosen;
    return (
      <EditLink text={text} label={words(`inbox.${of}.edit`, { name: text })}>
        {(close) => (
          <NativeSelect
            label={words(`inbox.${of}`)}
            description={words(`inbox.${of}.why`)}
            value={chosen}
            data={[
              { value: '', label: words('inbox.beside.none') },
              ...new Set([...(chosen === '' ? [] : [chosen]), ...possibleBeside(of, profile, question)]),
            ]}
            onChange={(event) => {
              onChange(withBeside(question, of, event.currentTarget.value));
              close();
            }}
          />
        )}
      </EditLink>
    );
  };
  return (
    <Text maw="var(--sg-reading)">
      <Sentence of="inbox.beside" slots={{ date: link('date'), rating: link('rating'), answers: link('answers') }} />
    </Text>
  );
}
