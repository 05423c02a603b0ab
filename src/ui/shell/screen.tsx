import { type ReactNode, useEffect } from 'react';
import { useApp } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import classes from './screen.module.css';

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
    <div className={classes.screen}>
      <div className={classes.step}>{title}</div>
      <h1 className={classes.answer} aria-live="polite">
        {answer}
      </h1>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
      {children ? <div className={classes.body}>{children}</div> : null}
    </div>
  );
}
