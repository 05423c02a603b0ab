import type { ReactNode } from 'react';
import classes from './screen.module.css';

interface AnswerProps {
  /** The small heading: where one is. */
  readonly step: string;
  /** The one sentence that answers this step's question. */
  readonly answer: ReactNode;
  /** What to do next, right under the answer. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** Answer first, then proof, then detail: the skeleton of every screen and of a shared report. */
export function Answer({ step, answer, actions, children }: AnswerProps) {
  return (
    <div className={classes.screen}>
      <div className={classes.step}>{step}</div>
      <h1 className={classes.answer} aria-live="polite">
        {answer}
      </h1>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
      {children ? <div className={classes.body}>{children}</div> : null}
    </div>
  );
}
