import { Button, Group, SimpleGrid, Slider, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import type { BinaryCurves } from '../../../lenses/predict/report.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { DecisionFigures } from '../evaluate/decision-figures.tsx';
import { MoneyFigure } from '../evaluate/money-figure.tsx';
import { MoneyForm } from '../evaluate/money-form.tsx';
import { useDecision } from '../parts/decision.tsx';
import { useThreshold } from '../parts/use-threshold.ts';
import { assumptions } from '../view/card.ts';
import { pointAt } from '../view/threshold.ts';

interface ThresholdReaderProps {
  readonly report: ReportView;
  /** On test rows; their thresholds are the only ones that can be chosen. */
  readonly curves: BinaryCurves;
}

/** From which probability on to act, for whoever reads a report: nothing is kept, and the model stays as it is. */
export function ThresholdReader({ report, curves }: ThresholdReaderProps) {
  const words = useWords();
  const format = useFormat();
  const { money, setThreshold } = useDecision();
  const settled = useThreshold(report);
  const [moving, setMoving] = useState<number | undefined>(undefined);
  const yes = report.classes?.[1] ?? '';
  const nearest = (value: number) => pointAt(curves.thresholds, value)?.threshold ?? value;
  const threshold = nearest(moving ?? settled.value);
  const assumed = assumptions(money);
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed" maw="var(--sg-reading)" data-no-print>
        {words('reader.threshold.lead')}
      </Text>
      <Stack gap="xs" maw="var(--sg-reading)" data-no-print>
        <Text fw={600}>{words('threshold.label', { yes, threshold: format.percent(threshold) })}</Text>
        <Slider
          min={0}
          max={1}
          step={0.005}
          value={moving ?? settled.value}
          onChange={setMoving}
          onChangeEnd={(value) => {
            setMoving(undefined);
            setThreshold(nearest(value));
          }}
          label={() => format.percent(threshold)}
          thumbLabel={words('threshold.slider', { yes })}
          thumbValueText={() => format.percent(threshold)}
          marks={curves.thresholds.map((point) => ({ value: point.threshold }))}
          size="lg"
        />
        {settled.rule === 'by-hand' && (
          <Group>
            <Button size="compact-sm" variant="default" onClick={() => setThreshold(null)}>
              {words('threshold.asAdvised', { advised: format.percent(settled.advised) })}
            </Button>
          </Group>
        )}
      </Stack>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <DecisionFigures
          title={words('threshold.onTest', { threshold: format.percent(threshold) })}
          curves={curves}
          threshold={threshold}
          yes={yes}
        />
      </SimpleGrid>
      <Stack gap="sm" {...(assumed ? {} : { 'data-no-print': true })}>
        <Text component="h3" m={0} fw={600}>
          {words('money.title')}
        </Text>
        <MoneyForm valueLabel={words('money.value', { yes })} />
        {assumed ? (
          <MoneyFigure curves={curves} threshold={threshold} assumed={assumed} yes={yes} />
        ) : (
          <Text size="sm">{words('money.missing')}</Text>
        )}
      </Stack>
    </Stack>
  );
}
