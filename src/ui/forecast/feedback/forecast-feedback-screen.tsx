import { Button, Text } from '@mantine/core';
import { forecastModelOf } from '../../../app/narrow.ts';
import type { ForecastModel } from '../../../lenses/forecast/types.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FileDrop } from '../../predict/parts/file-drop.tsx';
import { SampleFileButton } from '../../predict/parts/sample-file-button.tsx';
import { WithModelOf } from '../../predict/parts/with-model.tsx';
import { FindingLine } from '../../shell/finding-line.tsx';
import { FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useForecastMessage } from '../view/use-forecast-message.ts';
import { RealisedPanel } from './realised-panel.tsx';
import { UpdatePanel } from './update-panel.tsx';

/** What came, beside what was forecast, and whether to train again. */
export function ForecastFeedbackScreen() {
  const words = useWords();
  return (
    <WithModelOf title={words('step.feedback')} model={useApp(forecastModelOf)}>
      {(model) => <Later key={model.id} model={model} />}
    </WithModelOf>
  );
}

function Later({ model }: { readonly model: ForecastModel }) {
  const words = useWords();
  const commands = useCommands();
  const { file, result } = useApp((state) => state.forecast.feedback);
  const message = useForecastMessage(model.report.axis.step);
  const found = result.status === 'ready' ? result.value : undefined;
  const open = (chosen: File) => void commands.openLaterValues(chosen);
  return (
    <Screen title={words('step.feedback')} answer={found ? message(found.advice) : words('forecast.feedback.answer')}>
      <Panel title={words('forecast.feedback.file')} lead={words('forecast.feedback.file.lead')}>
        {file.status === 'loading' ? (
          <>
            <LoadingPanel share={file.share} leftMs={file.leftMs} detail={file.detail} />
            <Cancel />
          </>
        ) : (
          <>
            <FileDrop
              lead={words('forecast.feedback.drop')}
              button={words(file.status === 'ready' ? 'applyScreen.file.another' : 'feedbackScreen.file.choose')}
              testId="later-values"
              compact={file.status === 'ready'}
              onFile={open}
            />
            <SampleFileButton part="outcomes" onFile={open} />
          </>
        )}
      </Panel>
      {file.status === 'failed' && <FailedPanel error={file.error} />}
      {result.status === 'loading' && (
        <>
          <LoadingPanel share={result.share} leftMs={result.leftMs} words={words('forecast.feedback.comparing')} />
          <Cancel />
        </>
      )}
      {result.status === 'failed' && <FailedPanel error={result.error} />}
      {found && (
        <>
          {found.findings.map((finding, index) => (
            <FindingLine key={`${finding.code} ${index}`} finding={finding} />
          ))}
          {found.steps > 0 ? (
            <>
              <RealisedPanel report={model.report} feedback={found} />
              <UpdatePanel />
            </>
          ) : (
            <Text>{words('forecast.feedback.nothing-came')}</Text>
          )}
        </>
      )}
    </Screen>
  );
}

function Cancel() {
  const words = useWords();
  const commands = useCommands();
  return (
    <Button variant="default" mt="sm" onClick={() => commands.cancelLaterValues()}>
      {words('race.cancel')}
    </Button>
  );
}
