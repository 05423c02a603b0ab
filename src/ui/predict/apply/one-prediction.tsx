import { Group, Progress, Stack, Text } from '@mantine/core';
import type { Loading } from '../../../app/state.ts';
import type { Prediction } from '../../../core/learn/task.ts';
import type { ApplyResult, PredictModel } from '../../../lenses/predict/model.ts';
import { MISSING } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { FailedPanel } from '../../shell/panel-states.tsx';
import { predictedAt } from '../view/scored.ts';
import { useThreshold } from '../parts/use-threshold.ts';

interface OnePredictionProps {
  readonly model: PredictModel;
  readonly result: Loading<ApplyResult>;
}

/** What the model says about the typed row; keeps its height. */
export function OnePrediction({ model, result }: OnePredictionProps) {
  if (result.status === 'failed') return <FailedPanel error={result.error} />;
  if (result.status !== 'ready') return <Text mih={56}>…</Text>;
  return <Said model={model} prediction={result.value.prediction} />;
}

/** Classes drawn with a bar at most. */
const CLASSES = 5;

function Said({ model, prediction }: { readonly model: PredictModel; readonly prediction: Prediction }) {
  const words = useWords();
  const format = useFormat();
  const locale = useLocale();
  const { value: threshold } = useThreshold(model.report);
  const { value, label } = predictedAt(prediction, 0, threshold);
  if (prediction.task === 'regression') {
    const error = model.report.regression?.test.typicalError80;
    return (
      <Stack gap={0} mih={56} role="status">
        <Text size="lg" fw={600} title={String(value)} data-value={String(value)} data-testid="prediction">
          {words('form.says.number', { target: model.target, value: tenDigits(locale, value) })}
        </Text>
        {error !== undefined && (
          <Text size="sm" c="dimmed">
            {words('form.says.error', { error: format.number(error) })}
          </Text>
        )}
      </Stack>
    );
  }
  const shares = prediction.classes
    .map((name, index) => ({ name, share: prediction.probabilities[index] ?? 0 }))
    .toSorted((a, b) => b.share - a.share);
  return (
    <Stack gap={4} mih={56} role="status">
      <Text size="lg" fw={600} title={String(value)} data-value={String(value)} data-testid="prediction">
        {prediction.task === 'binary'
          ? words('form.says.binary', {
              share: format.percent(value),
              yes: prediction.classes[1] ?? '',
              label: label ?? '',
              threshold: format.percent(threshold),
            })
          : words('form.says.class', { label: label ?? '', share: format.percent(value) })}
      </Text>
      {prediction.task === 'binary' ? (
        <Progress
          value={100 * value}
          aria-label={words('applyScreen.chance', { yes: prediction.classes[1] ?? '' })}
          transitionDuration={0}
        />
      ) : (
        shares.slice(0, CLASSES).map(({ name, share }) => (
          <Group key={name} gap="xs" wrap="nowrap">
            <Text size="sm" w={140} truncate>
              {name}
            </Text>
            <Progress value={100 * share} aria-label={name} flex={1} transitionDuration={0} />
            <Text size="sm" w={56} ta="right">
              {format.percent(share)}
            </Text>
          </Group>
        ))
      )}
    </Stack>
  );
}

/** Up to ten significant digits, as people check them by hand. */
const tenDigits = (locale: string, value: number): string =>
  Number.isFinite(value) ? new Intl.NumberFormat(locale, { maximumSignificantDigits: 10 }).format(value) : MISSING;
