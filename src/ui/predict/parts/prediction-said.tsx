import { Group, Progress, Stack, Text } from '@mantine/core';
import type { Prediction } from '../../../core/learn/task.ts';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { MISSING } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { predictedAt } from '../view/scored.ts';
import { useThreshold } from './use-threshold.ts';

/** Classes drawn with a bar at most. */
const CLASSES = 5;

interface PredictionSaidProps {
  readonly report: ReportView;
  /** One row. */
  readonly prediction: Prediction;
  /** A number as precise as it is worth; without, with ten digits, to be checked against another program. */
  readonly rounded?: boolean;
}

/** What a model says about one row; keeps its height. */
export function PredictionSaid({ report, prediction, rounded = false }: PredictionSaidProps) {
  const words = useWords();
  const format = useFormat();
  const locale = useLocale();
  const { value: threshold } = useThreshold(report);
  const { value, label } = predictedAt(prediction, 0, threshold);
  if (prediction.task === 'regression') {
    const error = report.regression?.test.typicalError80;
    return (
      <Stack gap={0} mih={56} role="status">
        <Text size="lg" fw={600} title={String(value)} data-value={String(value)} data-testid="prediction">
          {words('form.says.number', {
            target: report.plan.question.target,
            value: rounded ? format.number(value) : tenDigits(locale, value),
          })}
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
