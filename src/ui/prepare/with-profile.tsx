import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { TableProfile } from '../../core/profile/types.ts';
import { useApp } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { EmptyPanel, FailedPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { Screen } from '../shell/screen.tsx';

/** The Prepare screen while there is no table to prepare yet; its children once there is. */
export function WithProfile({ children }: { readonly children: (profile: TableProfile) => ReactNode }) {
  const words = useWords();
  const table = useApp((state) => state.table);
  const profile = useApp((state) => state.profile);
  const title = words('step.prepare');

  if (table.status === 'empty') {
    return (
      <Screen title={title} answer={words('data.empty')}>
        <EmptyPanel
          words={words('prepare.empty')}
          action={
            <Button component={Link} href="/">
              {words('data.to-start')}
            </Button>
          }
        />
      </Screen>
    );
  }
  if (table.status === 'failed' || profile.status === 'failed') {
    const { error } = table.status === 'failed' ? table : (profile as Extract<typeof profile, { status: 'failed' }>);
    return (
      <Screen title={title} answer={words('prepare.failed')}>
        <FailedPanel
          error={error}
          actions={
            <Button component={Link} href="/data">
              {words('prepare.to-data')}
            </Button>
          }
        />
      </Screen>
    );
  }
  if (profile.status !== 'ready') {
    const share = profile.status === 'loading' ? profile.share : undefined;
    return (
      <Screen title={title} answer={words('prepare.loading')}>
        <LoadingPanel share={share} words={words('data.looking')} />
      </Screen>
    );
  }
  return children(profile.value);
}
