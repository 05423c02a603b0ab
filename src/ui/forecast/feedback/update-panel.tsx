import { Button, Group, Text } from '@mantine/core';
import { useApp, useCommands } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';

/** Training again with the values that came, compared before it takes the place of the present forecast. */
export function UpdatePanel() {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const { update } = useApp((state) => state.forecast.feedback);
  const start = () => void commands.updateForecast();
  return (
    <Panel title={words('retrain.title')} lead={words('forecast.update.lead')}>
      {update.status === 'loading' && (
        <>
          <LoadingPanel share={update.share} leftMs={update.leftMs} detail={update.detail} />
          <Button variant="default" mt="sm" onClick={() => commands.cancelLaterValues()}>
            {words('race.cancel')}
          </Button>
        </>
      )}
      {update.status === 'failed' && (
        <FailedPanel error={update.error} actions={<Button onClick={start}>{words('trainFailed.again')}</Button>} />
      )}
      {update.status === 'empty' && <Button onClick={start}>{words('forecast.update.start')}</Button>}
      {update.status === 'ready' && (
        <>
          <Text maw="var(--sg-reading)">
            {words(`forecast.update.${update.value.comparison.verdict}`, {
              old: format.number(update.value.comparison.old),
              retrained: format.number(update.value.comparison.retrained),
              points: format.count(update.value.comparison.points),
            })}
          </Text>
          <Group mt="sm">
            <Button onClick={() => void commands.acceptForecastUpdate()}>{words('forecast.update.accept')}</Button>
          </Group>
        </>
      )}
    </Panel>
  );
}
