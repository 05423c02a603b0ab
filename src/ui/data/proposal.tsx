import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { AnyQuestion, AnySuggestion } from '../../lenses/any.ts';
import type { ForecastQuestion } from '../../lenses/forecast/types.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { Sentence } from '../i18n/sentence.tsx';
import { ArrowIcon } from '../shell/icons.tsx';

/** The question that the columns suggest (or the one chosen), in one button. */
export function Proposal() {
  const commands = useCommands();
  const [, navigate] = useLocation();
  const chosen = useApp((state) => state.choices.question);
  const suggestions = useApp((state) => state.suggestions);
  const first = chosen ?? suggestions[0]?.question;
  if (!first) return null;
  const take = (question: AnyQuestion) => {
    if (question !== chosen) commands.setQuestion(question);
    navigate('/prepare');
  };
  const others = otherSuggestions(suggestions, first);
  return (
    <>
      <Button
        size="md"
        rightSection={<ArrowIcon />}
        onClick={() => take(first)}
        styles={{ label: { whiteSpace: 'normal' }, root: { height: 'auto', minHeight: 42, paddingBlock: 4 } }}
      >
        <span>
          <ProposalWords question={first} />
        </span>
      </Button>
      {others.map(({ question }, place) => (
        <Button key={`${question.lens} ${question.target} ${place}`} variant="default" onClick={() => take(question)}>
          <span>
            {first.lens === 'predict' && question.lens === 'predict' ? (
              <Sentence of="proposal.other" slots={{ target: <strong>{question.target}</strong> }} />
            ) : (
              <ProposalWords question={question} />
            )}
          </span>
        </Button>
      ))}
    </>
  );
}

/** What a lens would do with the columns. */
function ProposalWords({ question }: { readonly question: AnyQuestion }) {
  const target = <strong>{question.target}</strong>;
  if (question.lens === 'text') {
    const texts = <strong>{question.columns[0]}</strong>;
    const of = question.target === '' ? 'proposal.text.unlabelled' : 'proposal.text';
    return <Sentence of={of} slots={{ texts, target }} />;
  }
  if (question.lens === 'forecast') {
    return <ForecastWords question={question} />;
  }
  if (question.lens === 'image') return <Sentence of="proposal.image" slots={{ target }} />;
  if (question.lens === 'sequence' && question.sequence) {
    const { ask, outcome, horizonDays } = question.sequence;
    const slots = { event: target, outcome: <strong>{outcome}</strong> };
    return <Sentence of={`proposal.sequence.${ask}`} params={{ days: horizonDays }} slots={slots} />;
  }
  return <Sentence of="proposal.predict" params={{ count: question.columns.length }} slots={{ target }} />;
}

/** What is forecast may have no name of its own: rows that are counted, columns of all sorts. */
function ForecastWords({ question: { target, reading, horizon: count } }: { readonly question: ForecastQuestion }) {
  const { layout } = reading;
  if (layout.kind === 'long' && layout.value === undefined) {
    return <Sentence of="proposal.forecast.rows" params={{ count }} />;
  }
  if (target === '') return <Sentence of="proposal.forecast.several" params={{ count }} />;
  return <Sentence of="proposal.forecast" params={{ count }} slots={{ target: <strong>{target}</strong> }} />;
}

const OTHERS = 2;

function otherSuggestions(suggestions: readonly AnySuggestion[], first: AnyQuestion): readonly AnySuggestion[] {
  return suggestions
    .filter(({ question }) => question.target !== first.target || question.lens !== first.lens)
    .slice(0, OTHERS);
}
