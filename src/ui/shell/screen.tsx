import { type ReactNode, useEffect } from 'react';
import { useApp } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Answer } from './answer.tsx';

interface ScreenProps {
  /** Name of the step: the small heading, and the page's title. */
  readonly title: string;
  /** The one sentence that answers this step's question. */
  readonly answer: ReactNode;
  /** What to do next, right under the answer. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A step: answer first, then proof, then detail. */
export function Screen({ title, answer, actions, children }: ScreenProps) {
  const words = useWords();
  const project = useApp((state) => state.choices.name);
  useEffect(() => {
    document.title = words('app.title', { screen: title, project: project || words('app.unnamed') });
  }, [words, title, project]);
  return (
    <Answer step={title} answer={answer} actions={actions}>
      {children}
    </Answer>
  );
}
