import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { FeedbackState } from '../../../app/state.ts';
import type { PredictModel, RetrainComparison } from '../../../lenses/predict/model.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { useMetricFormat } from '../parts/use-metric-format.ts';
import { Race } from '../train/race.tsx';
import { usePredictScale } from '../train/use-predict-scale.tsx';
import { RACING } from '../train/use-verdict-when-done.ts';
import { METRIC_UNIT } from '../view/metric.ts';
import { estimateParts } from '../../format/number.ts';
import { useLocale } from '../../i18n/use-words.ts';
import type { FeedbackMatch } from './use-feedback-match.ts';

interface RetrainPanelProps {
  readonly model: PredictModel;
  readonly match: FeedbackMatch;
  readonly retraining: FeedbackState['retraining'];
}

/** Learning from old and new rows together, compared with the present model before it replaces it. */
export function RetrainPanel({ model, match, retraining }: RetrainPanelProps) {
  const words = useWords();
  const commands = useCommands();
  const training = useApp((state) => state.training);
  const scale = usePredictScale(model.task);
  const { ready } = match;
  const start = () => {
    if (ready) void commands.retrain(ready.matching, ready.outcomeColumn, ready.batchId);
  };
  const racing = RACING.has(training.status);
  return (
    <Panel title={words('retrain.title')} lead={words('retrain.lead')}>
      {retraining.status === 'loading' && !racing && (
        <LoadingPanel share={retraining.share} leftMs={retraining.leftMs} detail={retraining.detail} />
      )}
      {racing && <Race training={training} scale={scale} />}
      {retraining.status === 'failed' && (
        <FailedPanel error={retraining.error} actions={<Button onClick={start}>{words('trainFailed.again')}</Button>} />
      )}
      {retraining.status === 'empty' && !racing && (
        <Button onClick={start} disabled={!ready}>
          {words('retrain.start')}
        </Button>
      )}
      {retraining.status === 'ready' && (
        <Comparison key={retraining.value.model.id} comparison={retraining.value.comparison} />
      )}
    </Panel>
  );
}

function Comparison({ comparison }: { readonly comparison: RetrainComparison }) {
  const words = useWords();
  const commands = useCommands();
  const metrics = useMetricFormat();
  const locale = useLocale();
  const [kept, setKept] = useState(false);
  const { metric, verdict } = comparison;
  const share = METRIC_UNIT[metric] === 'share';
  const scale = share ? 100 : 1;
  const gain = estimateParts(
    locale,
    {
      value: comparison.gain.value * scale,
      low: comparison.gain.low * scale,
      high: comparison.gain.high * scale,
    },
    'number',
  );
  return (
    <div role="status">
      <Text fw={600}>{words(`retrain.verdict.${verdict}`)}</Text>
      <Text size="sm" my="xs" maw="var(--sg-reading)">
        {words(share ? 'retrain.figures.points' : 'retrain.figures.number', {
          rows: words('predict.rows', { count: comparison.rowCount }),
          metric: words(`metric.${metric}.name`),
          old: metrics.estimate(metric, comparison.old),
          retrained: metrics.estimate(metric, comparison.retrained),
          ...gain,
        })}
      </Text>
      {kept ? (
        <Group gap="sm">
          <Text size="sm">{words('retrain.kept')}</Text>
          <Button size="compact-sm" variant="default" onClick={() => setKept(false)}>
            {words('retrain.reconsider')}
          </Button>
        </Group>
      ) : (
        <Group gap="xs">
          <Button variant={verdict === 'better' ? 'filled' : 'default'} onClick={() => void commands.acceptRetrained()}>
            {words('retrain.use')}
          </Button>
          <Button variant={verdict === 'better' ? 'default' : 'filled'} onClick={() => setKept(true)}>
            {words('retrain.keep')}
          </Button>
        </Group>
      )}
    </div>
  );
}
