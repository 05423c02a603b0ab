import { Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { PredictModel } from '../../lenses/predict/model.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { FindingLine } from '../shell/finding-line.tsx';
import { FailedPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { Panel } from '../shell/panel.tsx';
import { Screen } from '../shell/screen.tsx';
import { DriftPanel } from './feedback/drift-panel.tsx';
import { MatchForm } from './feedback/match-form.tsx';
import { PromisePanel } from './feedback/promise-panel.tsx';
import { RetrainPanel } from './feedback/retrain-panel.tsx';
import { useFeedbackMatch } from './feedback/use-feedback-match.ts';
import { VersionList } from './feedback/version-list.tsx';
import { FileDrop } from './parts/file-drop.tsx';
import { SampleFileButton } from './parts/sample-file-button.tsx';
import { WithModel } from './parts/with-model.tsx';

// Of journeys alone: who did what since is read from events, not from a column of answers.
const EventsMatch = lazy(() =>
  import('../sequence/feedback/events-match.tsx').then((module) => ({ default: module.EventsMatch })),
);

/** What really happened, beside what was promised; what moved; and whether to retrain. */
export function FeedbackScreen() {
  const words = useWords();
  return <WithModel title={words('step.feedback')}>{(model) => <FeedbackOf key={model.id} model={model} />}</WithModel>;
}

function FeedbackOf({ model }: { readonly model: PredictModel }) {
  const words = useWords();
  const commands = useCommands();
  const { message, known } = useMessage();
  const { file, result, retraining } = useApp((state) => state.feedback);
  const match = useFeedbackMatch(model);
  const advice = result.status === 'ready' ? result.value.advice : undefined;
  const code = advice && (known(advice.code) ? advice.code : 'feedback.other');
  return (
    <Screen
      title={words('step.feedback')}
      answer={
        advice && code
          ? message({ code, params: advice.params })
          : words('feedbackScreen.answer', { target: model.target })
      }
    >
      {advice && code && (
        <Text mt="xs" maw="var(--sg-reading)">
          {message({ code: `${code}.why`, params: advice.params })}
        </Text>
      )}
      <Panel
        title={words('feedbackScreen.file.title')}
        lead={words(model.journeys ? 'journeys.feedback.lead' : 'feedbackScreen.file.lead', { target: model.target })}
      >
        {file.status === 'loading' ? (
          <LoadingPanel share={file.share} leftMs={file.leftMs} detail={file.detail} />
        ) : (
          <>
            <FileDrop
              lead={words('feedbackScreen.file.drop')}
              button={words(file.status === 'ready' ? 'applyScreen.file.another' : 'feedbackScreen.file.choose')}
              testId="outcomes-file"
              compact={file.status === 'ready'}
              onFile={(chosen) => void commands.openOutcomes(chosen)}
            />
            <SampleFileButton part="outcomes" onFile={(chosen) => void commands.openOutcomes(chosen)} />
          </>
        )}
      </Panel>
      {file.status === 'failed' && <FailedPanel error={file.error} />}
      {file.status === 'ready' &&
        (model.journeys ? (
          <Suspense>
            <EventsMatch file={file.value} model={model} match={match} />
          </Suspense>
        ) : (
          <MatchForm file={file.value} model={model} match={match} />
        ))}
      {result.status === 'loading' && (
        <LoadingPanel share={result.share} leftMs={result.leftMs} detail={result.detail} />
      )}
      {result.status === 'failed' && <FailedPanel error={result.error} />}
      {result.status === 'ready' && (
        <>
          {(result.value.findings ?? []).map((finding, index) => (
            <FindingLine key={`${finding.code} ${index}`} finding={finding} />
          ))}
          <PromisePanel report={result.value} task={model.task} promised={model.report} />
          <DriftPanel drift={result.value.drift} rows={result.value.rowCount} />
          <RetrainPanel model={model} match={match} retraining={retraining} />
        </>
      )}
      <VersionList model={model} />
    </Screen>
  );
}
