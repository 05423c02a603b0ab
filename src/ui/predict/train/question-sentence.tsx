import type { Finding } from '../../../core/errors.ts';
import type { TableProfile } from '../../../core/profile/types.ts';
import type { PredictQuestion } from '../../../lenses/predict/question.ts';
import { Sentence } from '../../i18n/sentence.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { ColumnsEditor } from './columns-editor.tsx';
import { EditLink } from './edit-link.tsx';
import { PositiveEditor } from './positive-editor.tsx';
import { SplitEditor } from './split-editor.tsx';
import { TargetEditor } from './target-editor.tsx';
import { useSplitWords } from './use-split-words.ts';

export interface QuestionSentenceProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
  readonly suspects: readonly Finding[];
  readonly onChange: (question: PredictQuestion) => void;
}

/** The question, each part of which opens where it stands. */
export function QuestionSentence({ profile, question, suspects, onChange }: QuestionSentenceProps) {
  const words = useWords();
  const splitWords = useSplitWords();
  const counted = { count: question.columns.length };
  const positive = question.positive ?? words('question.positive.none');
  const slots = {
    target: (
      <EditLink text={question.target} label={words('question.target.edit', { name: question.target })}>
        {(close) => (
          <TargetEditor profile={profile} question={question} suspects={suspects} onChange={onChange} onDone={close} />
        )}
      </EditLink>
    ),
    columns: (
      <EditLink text={words('question.columns', counted)} label={words('question.columns.edit', counted)}>
        {() => <ColumnsEditor profile={profile} question={question} onChange={onChange} />}
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
    positive: (
      <EditLink text={positive} label={words('question.positive.edit', { name: positive })}>
        {(close) => <PositiveEditor question={question} onChange={onChange} onDone={close} />}
      </EditLink>
    ),
  };
  return (
    <Sentence of={question.task === 'binary' ? 'question.sentence.binary' : 'question.sentence.other'} slots={slots} />
  );
}
