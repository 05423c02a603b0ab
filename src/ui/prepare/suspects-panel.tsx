import { Button } from '@mantine/core';
import type { Finding } from '../../core/errors.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { withoutColumns } from '../data/mends.ts';
import { useWords } from '../i18n/use-words.ts';
import { FindingLine } from '../shell/finding-line.tsx';
import { Panel } from '../shell/panel.tsx';
import classes from './prepare.module.css';

/** Columns that may give the answer away, with the evidence and a way out. */
export function SuspectsPanel({ question }: { readonly question: PredictQuestion }) {
  const words = useWords();
  const commands = useCommands();
  const suspects = useApp((state) => state.suspects);
  if (suspects.length === 0) return null;
  const learned = suspects.flatMap(({ column }) =>
    column !== undefined && question.columns.includes(column) ? [column] : [],
  );
  const remove = (columns: readonly string[]) => commands.setQuestion(withoutColumns(question, columns));
  return (
    <Panel
      title={words('suspects.title')}
      lead={words('suspects.lead')}
      aside={
        learned.length > 1 ? (
          <Button size="compact-sm" variant="default" onClick={() => remove(learned)}>
            {words('suspects.remove-all', { count: learned.length })}
          </Button>
        ) : null
      }
    >
      <ul className={classes.plain}>
        {suspects.map((finding, index) => (
          <li key={`${finding.code} ${finding.column ?? ''} ${index}`}>
            <FindingLine
              finding={finding}
              actions={<SuspectAction finding={finding} learned={learned} onRemove={remove} />}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface SuspectActionProps {
  readonly finding: Finding;
  readonly learned: readonly string[];
  readonly onRemove: (columns: readonly string[]) => void;
}

function SuspectAction({ finding: { column }, learned, onRemove }: SuspectActionProps) {
  const words = useWords();
  if (column === undefined) return null;
  if (!learned.includes(column)) return <span className={classes.quiet}>{words('suspects.out')}</span>;
  return (
    <Button size="compact-sm" variant="default" onClick={() => onRemove([column])}>
      {words('mend.leave-out')}
    </Button>
  );
}
