import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Loading } from '../../app/state.ts';
import { CodedError } from '../../core/errors.ts';
import type { SharedReport } from '../../lenses/share.ts';
import { useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Answer } from '../shell/answer.tsx';
import { FailedPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { ReaderPage } from './reader-page.tsx';

/** A report that came as a link: opened from the address alone. */
export default function ReaderRoute({ payload }: { readonly payload: string }) {
  const words = useWords();
  const report = useShared(payload);
  const own = (
    <Button component={Link} href="/" variant="default" size="compact-sm">
      {words('reader.own')}
    </Button>
  );
  switch (report.status) {
    case 'ready':
      return <ReaderPage report={report.value} aside={own} />;
    case 'failed':
      return (
        <main>
          <Answer step={words('app.name')} answer={words('reader.failed')} actions={own}>
            <FailedPanel error={report.error} />
          </Answer>
        </main>
      );
    case 'loading':
    case 'empty':
      return (
        <main>
          <Answer step={words('app.name')} answer={words('reader.opening')}>
            <LoadingPanel />
          </Answer>
        </main>
      );
  }
}

function useShared(payload: string): Loading<SharedReport> {
  const commands = useCommands();
  const [opened, setOpened] = useState<Loading<SharedReport>>({ status: 'loading' });
  useEffect(() => {
    let current = true;
    commands.openShared(payload).then(
      (value) => current && setOpened({ status: 'ready', value }),
      (cause: unknown) => {
        if (!current) return;
        const { code, params } = cause instanceof CodedError ? cause : new CodedError('share.damaged');
        setOpened({ status: 'failed', error: { code, params } });
      },
    );
    return () => {
      current = false;
    };
  }, [commands, payload]);
  return opened;
}
