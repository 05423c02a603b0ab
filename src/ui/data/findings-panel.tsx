import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Finding } from '../../core/errors.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { FindingLine } from '../shell/finding-line.tsx';
import { Panel } from '../shell/panel.tsx';
import classes from './data.module.css';
import { groupFindings } from './finding-groups.ts';
import { MendButtons } from './mend-buttons.tsx';

const SHOWN = 6;

interface FindingsPanelProps {
  readonly findings: readonly Finding[];
  readonly onChangeReading: () => void;
}

/** What needs an eye first; mere notes behind one click. */
export function FindingsPanel({ findings, onChangeReading }: FindingsPanelProps) {
  const words = useWords();
  const { message } = useMessage();
  const [all, setAll] = useState(false);
  const groups = groupFindings(findings);
  const grave = groups.filter(({ finding }) => finding.level !== 'note');
  const first = grave.slice(0, SHOWN);
  const rest = groups.filter((group) => !first.includes(group));
  if (findings.length === 0) return null;
  return (
    <Panel title={words(grave.length > 0 ? 'findings.title' : 'findings.quiet')}>
      <ul className={classes.plain}>
        {[...first, ...(all ? rest : [])].map(({ finding, others }, index) => (
          // Two findings may share code and column.
          <li key={`${finding.code} ${finding.column ?? ''} ${index}`}>
            <FindingLine
              finding={finding}
              actions={<MendButtons finding={finding} others={others} onChangeReading={onChangeReading} />}
            />
            {others.length > 0 ? (
              <div className={classes.same}>
                {message({ code: 'findings.same', params: { count: others.length, columns: others } })}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {rest.length > 0 ? (
        <UnstyledButton className={classes.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all
            ? words('findings.fewer')
            : words(first.length > 0 ? 'findings.more' : 'findings.notes', { count: rest.length })}
        </UnstyledButton>
      ) : null}
    </Panel>
  );
}

/** How many ask for more than a glance. */
export function graveCount(findings: readonly Finding[]): number {
  return groupFindings(findings).filter(({ finding }) => finding.level !== 'note').length;
}
