import { NativeSelect } from '@mantine/core';
import { ANY_LENSES } from '../../lenses/any.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';

/** What the rows are looked at as, where the columns allow more than one way: a table, texts, pictures or series. */
export function LensSwitch() {
  const words = useWords();
  const commands = useCommands();
  const question = useApp((state) => state.choices.question);
  const suggestions = useApp((state) => state.suggestions);
  const possible = ANY_LENSES.filter((lens) => suggestions.some((one) => one.question.lens === lens));
  if (!question || possible.length < 2 || !possible.includes(question.lens)) return null;
  const choose = (lens: string) => {
    const own = suggestions.filter((one) => one.question.lens === lens);
    const chosen = own.find((one) => one.question.target === question.target) ?? own[0];
    if (chosen && lens !== question.lens) commands.setQuestion(chosen.question);
  };
  return (
    <NativeSelect
      size="xs"
      w="fit-content"
      label={words('lens.switch')}
      value={question.lens}
      onChange={(event) => choose(event.currentTarget.value)}
      data={possible.map((lens) => ({ value: lens, label: words(`lens.${lens}`) }))}
    />
  );
}
