import { NativeSelect } from '@mantine/core';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { Sentence } from '../i18n/sentence.tsx';
import { useWords } from '../i18n/use-words.ts';
import { EditLink } from '../predict/train/edit-link.tsx';
import { SplitEditor } from '../predict/train/split-editor.tsx';
import { useSplitWords } from '../predict/train/use-split-words.ts';
import { possibleLabels, possibleTexts, withLabels, withTexts } from './question-draft.ts';

interface TextQuestionProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
  readonly onChange: (question: PredictQuestion) => void;
}

/** "Sort text into category (77 kinds) · tested on …", each part of which opens where it stands. */
export function TextQuestionSentence({ profile, question, onChange }: TextQuestionProps) {
  const words = useWords();
  const splitWords = useSplitWords();
  const [column = ''] = question.columns;
  const kinds = profile.columns.find(({ name }) => name === question.target)?.distinct ?? 0;
  const labels = question.target === '' ? words('inbox.labels.none') : question.target;
  const slots = {
    texts: (
      <EditLink text={column} label={words('inbox.texts.edit', { name: column })}>
        {(close) => (
          <NativeSelect
            label={words('inbox.texts')}
            value={column}
            data={[...possibleTexts(profile)]}
            onChange={(event) => {
              onChange(withTexts(question, event.currentTarget.value));
              close();
            }}
          />
        )}
      </EditLink>
    ),
    labels: (
      <EditLink text={labels} label={words('inbox.labels.edit', { name: labels })}>
        {(close) => (
          <NativeSelect
            label={words('inbox.labels')}
            value={question.target}
            data={[
              { value: '', label: words('inbox.labels.none') },
              ...new Set([...possibleLabels(profile, question), ...(question.target === '' ? [] : [question.target])]),
            ]}
            onChange={(event) => {
              onChange(withLabels(question, event.currentTarget.value));
              close();
            }}
          />
        )}
      </EditLink>
    ),
    split: (
      <EditLink
        text={splitWords(question.split)}
        label={words('question.split.edit', { split: splitWords(question.split) })}
      >
        {() => <SplitEditor profile={profile} question={question} onChange={onChange} />}
      </EditLink>
    ),
  };
  if (question.target === '') return <Sentence of="inbox.sentence.unlabelled" slots={slots} />;
  return <Sentence of="inbox.sentence" params={{ count: kinds }} slots={slots} />;
}
