import { Button, Group, SimpleGrid, Slider, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useDecision } from '../parts/decision.tsx';
import { assumptions } from '../view/card.ts';
import { bestThreshold } from '../view/threshold-money.ts';
import { DecisionFigures } from './decision-figures.tsx';
import { MoneyForm } from './money-form.tsx';
import { MoneyFigure } from './money-figure.tsx';
import { useThreshold } from '../parts/use-threshold.ts';

interface ThresholdTabProps {
  readonly report: PredictReport;
  readonly binary: NonNullable<PredictReport['binary']>;
}

/** From which probability on to act: moved on validation rows; what the settled one does on test rows stands beside it. */
export function ThresholdTab({ report, binary }: ThresholdTabProps) {
  const words = useWords();
  const format = useFormat();
  const { money, setThreshold } = useDecision();
  const settled = useThreshold(report);
  const [moving, setMoving] = useState<number | undefined>(undefined);
  const threshold = moving ?? settled.value;
  const yes = report.classes?.[1] ?? '';
  const assumed = assumptions(money);
  const best = assumed && bestThreshold(binary.validation.thresholds, assumed);
  const settle = (value: number | null) => {
    setMoving(undefined);
    setThreshold(value);
  };
  return (
    <Stack gap="lg">
      <Stack gap="xs" maw="var(--sg-reading)">
        <Text fw={600}>{words('threshold.label', { yes, threshold: format.percent(threshold) })}</Text>
        <Slider
          min={0}
          max={1}
          step={0.005}
          value={threshold}
          onChange={setMoving}
          onChangeEnd={settle}
          label={format.percent}
          thumbLabel={words('threshold.slider', { yes })}
          thumbValueText={format.percent}
          marks={[{ value: settled.advised }]}
          size="lg"
        />
        <Text size="sm" c="dimmed">
          {words(`threshold.rule.${settled.rule}`, { advised: format.percent(settled.advised) })}
        </Text>
        <Group gap="xs">
          {settled.rule === 'by-hand' && (
            <Button size="compact-sm" variant="default" onClick={() => settle(null)}>
              {words('threshold.asAdvised', { advised: format.percent(settled.advised) })}
            </Button>
          )}
          {best && best.threshold !== settled.value && (
            <Button size="compact-sm" variant="default" onClick={() => settle(best.threshold)}>
              {words('threshold.mostMoney', { threshold: format.percent(best.threshold) })}
            </Button>
          )}
        </Group>
      </Stack>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <DecisionFigures
          title={words('threshold.onValidation', { threshold: format.percent(threshold) })}
          curves={binary.validation}
          threshold={threshold}
          yes={yes}
        />
        <DecisionFigures
          title={words('threshold.onTest', { threshold: format.percent(settled.value) })}
          curves={binary.test}
          threshold={settled.value}
          yes={yes}
        />
      </SimpleGrid>
      <Stack gap="sm">
        <Text fw={600}>{words('money.title')}</Text>
        <Text size="sm" c="dimmed" maw="var(--sg-reading)">
          {words('money.lead', { yes })}
        </Text>
        <MoneyForm valueLabel={words('money.value', { yes })} />
        {assumed ? (
          <MoneyFigure curves={binary.validation} threshold={threshold} assumed={assumed} yes={yes} />
        ) : (
          <Text size="sm">{words('money.missing')}</Text>
        )}
      </Stack>
    </Stack>
  );
}
