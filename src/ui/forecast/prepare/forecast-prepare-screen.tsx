import { Button, Stack } from '@mantine/core';
import { Link } from 'wouter';
import type { TableProfile } from '../../../core/profile/types.ts';
import type { ForecastQuestion } from '../../../lenses/forecast/types.ts';
import { forecastQuestionOf } from '../../../app/narrow.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { WithProfile } from '../../prepare/with-profile.tsx';
import { FindingLine } from '../../shell/finding-line.tsx';
import { ArrowIcon } from '../../shell/icons.tsx';
import { LensSwitch } from '../../shell/lens-switch.tsx';
import { Panel } from '../../shell/panel.tsx';
import { FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Screen } from '../../shell/screen.tsx';
import { AddUp, ForecastQuestionSentence } from '../question/question-sentence.tsx';
import { ReadingLine } from '../question/reading-line.tsx';
import { useSeriesPreview } from '../question/use-series-preview.ts';
import { SeriesPanel } from './series-panel.tsx';

/** What is forecast, how rows become values over time, and what these look like. */
export function ForecastPrepareScreen() {
  const question = useApp(forecastQuestionOf);
  return <WithProfile>{(profile) => (question ? <Ready profile={profile} question={question} /> : null)}</WithProfile>;
}

interface ReadyProps {
  readonly profile: TableProfile;
  readonly question: ForecastQuestion;
}

function Ready({ profile, question }: ReadyProps) {
  const words = useWords();
  const commands = useCommands();
  const preview = useSeriesPreview(question);
  const change = (next: ForecastQuestion) => commands.setQuestion(next);
  const made = preview.status === 'ready' ? preview.value : undefined;
  const several = question.reading.layout.kind !== 'long';
  return (
    <Screen
      title={words('step.prepare')}
      answer={
        <ForecastQuestionSentence
          profile={profile}
          question={question}
          step={made?.set.axis.step ?? question.reading.step}
          onChange={change}
        />
      }
      actions={
        <Button component={Link} href="/train" size="md" rightSection={<ArrowIcon />}>
          {words('prepare.next')}
        </Button>
      }
    >
      <Stack gap="sm" mt="sm">
        <ReadingLine profile={profile} question={question} onChange={change} />
        {several && <AddUp question={question} onChange={change} />}
        <LensSwitch />
      </Stack>
      {preview.status === 'loading' && <LoadingPanel share={preview.share} words={words('forecast.reading.now')} />}
      {preview.status === 'failed' && (
        <FailedPanel
          error={preview.error}
          actions={
            <Button onClick={() => void commands.previewSeries(question.reading)}>{words('trainFailed.again')}</Button>
          }
        />
      )}
      {made && made.set.findings.length > 0 && (
        <Panel title={words('forecast.settled')} lead={words('forecast.settled.lead')}>
          {made.set.findings.map((finding, i) => (
            <FindingLine key={`${finding.code} ${i}`} finding={finding} />
          ))}
        </Panel>
      )}
      {made && <SeriesPanel shown={made} question={question} />}
    </Screen>
  );
}
