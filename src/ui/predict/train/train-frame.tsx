import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { TableProfile } from '../../../core/profile/types.ts';
import { useApp } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Screen } from '../../shell/screen.tsx';
import { stepAddress } from '../../steps.ts';
import { NothingYet } from '../parts/nothing-yet.tsx';
import { lanes } from '../view/race.ts';
import { Race } from './race.tsx';
import type { RaceScale } from './race-scale.ts';
import { useRaceSummary } from './use-race-summary.ts';
import { RACING, useVerdictWhenDone } from './use-verdict-when-done.ts';

interface TrainFrameProps {
  readonly scale: RaceScale;
  /** Before the race, once there is a table. */
  readonly children: (profile: TableProfile) => ReactNode;
}

/** The Train screen of any lens: the race while it is on, and what is said where there is no table to learn from. */
export function TrainFrame({ scale, children }: TrainFrameProps) {
  const words = useWords();
  const table = useApp((state) => state.table);
  const profile = useApp((state) => state.profile);
  const status = useApp((state) => state.training.status);
  useVerdictWhenDone();
  const title = words('step.train');

  if (RACING.has(status)) return <Racing scale={scale} />;
  if (table.status === 'failed' || profile.status === 'failed') {
    const error = table.status === 'failed' ? table.error : profile.status === 'failed' ? profile.error : undefined;
    return (
      <Screen title={title} answer={words('trainScreen.tableFailed')}>
        <FailedPanel
          error={error ?? { code: 'train.failed', params: {} }}
          actions={
            <Button component={Link} href={stepAddress('data')}>
              {words('trainScreen.lookAtData')}
            </Button>
          }
        />
      </Screen>
    );
  }
  if (table.status === 'loading' || profile.status === 'loading') {
    const loading = profile.status === 'loading' ? profile : table.status === 'loading' ? table : undefined;
    return (
      <Screen title={title} answer={words('trainScreen.tableLoading')}>
        <LoadingPanel share={loading?.share} leftMs={loading?.leftMs} detail={loading?.detail} />
      </Screen>
    );
  }
  if (profile.status === 'empty') {
    return (
      <NothingYet
        title={title}
        sentence={words('trainScreen.noTable')}
        action={words('trainScreen.noTable.action')}
        to="/"
      />
    );
  }
  return children(profile.value);
}

/** The race with its standing as the screen's sentence, which is read out when it changes. */
function Racing({ scale }: { readonly scale: RaceScale }) {
  const words = useWords();
  const training = useApp((state) => state.training);
  const summary = useRaceSummary(training, lanes(training, scale.higherIsBetter), scale);
  return (
    <Screen title={words('step.train')} answer={summary}>
      <Text my="md">{words('race.leave')}</Text>
      <Race training={training} scale={scale} />
    </Screen>
  );
}
