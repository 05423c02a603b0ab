import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Finding, Level } from '../../core/errors.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './finding-line.module.css';
import { CarefulIcon, NoteIcon, StopIcon } from './icons.tsx';

/** How much attention something asks for: shape, colour and a word for those who see neither. */
export function LevelMark({ level }: { readonly level: Level }) {
  const words = useWords();
  const Icon = level === 'stop' ? StopIcon : level === 'careful' ? CarefulIcon : NoteIcon;
  return (
    <span className={classes.mark} data-level={level}>
      <Icon size={18} />
      <VisuallyHidden>{words(`level.${level}`)}</VisuallyHidden>
    </span>
  );
}

interface FindingLineProps {
  readonly finding: Finding;
  /** One-click mends. */
  readonly actions?: ReactNode;
  /** Below the sentence. */
  readonly more?: ReactNode;
}

/** One finding: mark, sentence, what to do, and the buttons that do it. */
export function FindingLine({ finding, actions, more }: FindingLineProps) {
  const { message, hint } = useMessage();
  const advice = hint(finding);
  return (
    <div className={classes.line}>
      <LevelMark level={finding.level} />
      <div className={classes.words}>
        <div>{message(finding)}</div>
        {advice ? <div className={classes.hint}>{advice}</div> : null}
        {more}
      </div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  );
}
