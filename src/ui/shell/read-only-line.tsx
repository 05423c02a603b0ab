import { Button } from '@mantine/core';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import classes from './read-only-line.module.css';

/** Says for as long as it holds that another tab has the project, and offers to take it over. */
export function ReadOnlyLine() {
  const words = useWords();
  const commands = useCommands();
  const readOnly = useApp((state) => state.readOnly);
  return (
    // Always there, so that screen readers hear it when it is filled.
    <div role="status" data-no-print>
      {readOnly ? (
        <div className={classes.line}>
          <span>{words('readOnly.line')}</span>
          <Button size="compact-sm" variant="default" onClick={() => void commands.takeOver()}>
            {words('readOnly.take')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
