import { NativeSelect } from '@mantine/core';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp } from '../app-context.tsx';
import { Sentence } from '../i18n/sentence.tsx';
import { useWords } from '../i18n/use-words.ts';
import { EditLink } from '../predict/train/edit-link.tsx';
import { PositiveEditor } from '../predict/train/positive-editor.tsx';
import { SplitEditor } from '../predict/train/split-editor.tsx';
import { useSplitWords } from '../predict/train/use-split-words.ts';
import { pictureFacts, possibleLabels, withLabels } from './question-draft.ts';
import { usePredictSuggestions } from '../use-lens.ts';

interface ImageQuestionProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
  readonly onChange: (question: PredictQuestion) => void;
}

/** "Tell label (10 kinds) from 8 × 8 grey pictures · tested on …", parts of which open where they stand. */
export function ImageQuestionSentence({ profile, question, onChange }: ImageQuestionProps) {
  const words = useWords();
  const splitWords = useSplitWords();
  const suggestions = usePredictSuggestions();
  const pictures = usePictureWords(question);
  const kinds = profile.columns.find(({ name }) => name === question.target)?.distinct ?? 0;
  const positive = question.positive ?? words('question.positive.none');
  const slots = {
    labels: (
      <EditLink text={question.target} label={words('images.labels.edit', { name: question.target })}>
        {(close) => (
          <NativeSelect
            label={words('images.labels')}
            value={question.target}
            data={[...possibleLabels(suggestions, question)]}
            onChange={(event) => {
              onChange(withLabels(suggestions, question, event.currentTarget.value));
              close();
            }}
          />
        )}
      </EditLink>
    ),
    pictures: <strong>{pictures}</strong>,
    positive: (
      <EditLink text={positive} label={words('question.positive.edit', { name: positive })}>
        {(close) => <PositiveEditor question={question} onChange={onChange} onDone={close} />}
      </EditLink>
    ),
    split: (
      <EditLink
        text={splitWords(question.split)}
        label={words('question.split.edit', { split: splitWords(question.split) })}
      >
        {() => (
          <SplitEditor
            profile={profile}
            question={question}
            // Pixels are no columns to leave out one by one.
            onChange={({ split }) => onChange({ ...question, split })}
          />
        )}
      </EditLink>
    ),
  };
  if (question.task === 'binary') return <Sentence of="images.sentence.binary" slots={slots} />;
  return <Sentence of="images.sentence" params={{ count: kinds }} slots={slots} />;
}

/** `8 × 8 grey pictures`. */
function usePictureWords(question: PredictQuestion): string {
  const words = useWords();
  const table = useApp((state) => (state.table.status === 'ready' ? state.table.value : undefined));
  const facts = pictureFacts(question, table);
  if (!facts) return words('images.pictures.any');
  const { width, height, channels } = facts;
  return words('images.pictures', {
    width,
    height,
    colour: words(channels === 3 ? 'pictures.colour' : 'pictures.grey'),
  });
}
