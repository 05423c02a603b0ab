import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { useApp, useCommands } from '../app-context.tsx';
import { DropZone } from '../home/drop-zone.tsx';
import { useWords } from '../i18n/use-words.ts';
import { EmptyPanel, FailedPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { Screen } from '../shell/screen.tsx';
import { ReadyData } from './ready-data.tsx';

/** What is in the table and what is wrong with it. */
export default function DataScreen() {
  const words = useWords();
  const commands = useCommands();
  const table = useApp((state) => state.table);
  const title = words('step.data');
  // The first chart in a column's panel should not wait for its chunk.
  useEffect(() => void import('../charts/histogram-chart.tsx'), []);

  switch (table.status) {
    case 'empty':
      return (
        <Screen title={title} answer={words('data.empty')}>
          <EmptyPanel
            words={words('data.empty-hint')}
            action={
              <Button component={Link} href="/">
                {words('data.to-start')}
              </Button>
            }
          />
        </Screen>
      );
    case 'loading':
      return (
        <Screen title={title} answer={words('data.reading')}>
          <LoadingPanel
            share={table.share}
            leftMs={table.leftMs}
            detail={table.detail}
            cancel={{ label: words('data.cancel'), run: () => commands.cancelReading() }}
          />
        </Screen>
      );
    case 'failed':
      return (
        <Screen title={title} answer={words('data.failed')}>
          <FailedPanel error={table.error} />
          <div style={{ marginTop: 24 }}>
            <DropZone />
          </div>
        </Screen>
      );
    case 'ready':
      return <ReadyData table={table.value} />;
  }
}
