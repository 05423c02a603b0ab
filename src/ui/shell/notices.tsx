import { CloseButton } from '@mantine/core';
import { INTERRUPTED } from '../../app/training.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FindingLine } from './finding-line.tsx';
import { InterruptedTraining } from './interrupted-training.tsx';
import classes from './notices.module.css';

/** What happened that belongs to no panel. Stays until dismissed; announced to screen readers. */
export function Notices() {
  const words = useWords();
  const commands = useCommands();
  const notices = useApp((state) => state.notices);
  return (
    <div className={classes.notices} role="region" aria-label={words('notice.label')} aria-live="polite" data-no-print>
      {notices.map((notice) => (
        <div key={notice.id} className={classes.notice}>
          <FindingLine
            finding={notice}
            more={notice.code === INTERRUPTED && <InterruptedTraining />}
            actions={
              <CloseButton aria-label={words('notice.dismiss')} onClick={() => commands.dismissNotice(notice.id)} />
            }
          />
        </div>
      ))}
    </div>
  );
}
