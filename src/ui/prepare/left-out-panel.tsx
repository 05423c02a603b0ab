import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { makeQuestion } from '../../lenses/predict/suggest.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { withColumns } from '../predict/view/question-draft.ts';
import { Panel } from '../shell/panel.tsx';
import classes from './prepare.module.css';
import { leftOutColumns } from './recipe-facts.ts';

const SHOWN = 40;

interface LeftOutPanelProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
}

/** Columns that nothing is learned from, and why; each can be taken in. */
export function LeftOutPanel({ profile, question }: LeftOutPanelProps) {
  const words = useWords();
  const commands = useCommands();
  const { message } = useMessage();
  const suspects = useApp((state) => state.suspects);
  const proposed = useMemo(
    () => makeQuestion(profile, question.target, suspects)?.leftOut ?? [],
    [profile, question.target, suspects],
  );
  const out = leftOutColumns(profile, question, proposed);
  if (out.length === 0) return null;
  const takeIn = (column: string) =>
    commands.setQuestion(withColumns(profile, question, [...question.columns, column]));
  return (
    <Panel title={words('leftOut.title', { count: out.length })} lead={words('leftOut.lead')}>
      <ul className={classes.plain}>
        {out.slice(0, SHOWN).map(({ column, code }) => (
          <li key={column} className={classes.leftOut}>
            <span>
              <strong>{column}</strong> <span className={classes.quiet}>{message({ code, params: {} })}</span>
            </span>
            {code === 'left-out.split' || code === 'left-out.image' ? null : (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={words('leftOut.take-in', { column })}
                onClick={() => takeIn(column)}
              >
                {words('column.take-in')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {out.length > SHOWN ? (
        <p className={classes.quiet}>{words('leftOut.more', { count: out.length - SHOWN })}</p>
      ) : null}
    </Panel>
  );
}
