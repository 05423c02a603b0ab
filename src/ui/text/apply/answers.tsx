import { Paper, Stack, Text } from '@mantine/core';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import type { Reading } from '../../../lenses/text/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { TextQuote } from '../text-quote.tsx';

interface AnswersProps {
  readonly reading: Reading;
  readonly model: PredictModel;
}

/** What was answered to questions like this one, and why these: the words that both have. */
export function Answers({ reading: { answers, handOver }, model: { assistant } }: AnswersProps) {
  const words = useWords();
  const format = useFormat();
  const list = new Intl.ListFormat(useLocale(), { type: 'conjunction' });
  if (!assistant) return <EmptyPanel words={words('inbox.answers.noColumn')} />;
  return (
    <Stack gap="sm">
      <div>
        <Text component="h3" fw={600} m={0}>
          {words('inbox.answers.title')}
        </Text>
        <Text size="sm" c="dimmed">
          {words('inbox.answers.lead', { column: assistant.column })}
        </Text>
      </div>
      {answers.length === 0 && <EmptyPanel words={words('inbox.answers.none')} />}
      {answers.map((answer, index) => (
        <Paper key={`${index} ${answer.question}`} component="article" withBorder p="sm">
          <Stack gap={6}>
            <Text component="div" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} dir="auto">
              {answer.answer}
            </Text>
            <Text size="sm" c="dimmed">
              {words('inbox.answers.asked')}
            </Text>
            <TextQuote text={answer.question} />
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {answer.because.length > 0
                ? words('inbox.answers.because', { words: list.format(answer.because.map((word) => `“${word}”`)) })
                : words('inbox.answers.alike')}{' '}
              {words('inbox.answers.score', { score: format.number(answer.score) })}
              {answer.label === undefined ? '' : ` · ${answer.label}`}
            </Text>
          </Stack>
        </Paper>
      ))}
      {handOver && answers.length > 0 && <Text size="sm">{words('inbox.answers.unsure')}</Text>}
    </Stack>
  );
}
