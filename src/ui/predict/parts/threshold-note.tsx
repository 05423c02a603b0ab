import { Text } from '@mantine/core';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useThreshold } from './use-threshold.ts';

/** Figures that depend on a threshold were settled with the advised one: said where another is in force. */
export function ThresholdNote({ report }: { readonly report: ReportView }) {
  const words = useWords();
  const format = useFormat();
  const { value, advised } = useThreshold(report);
  if (report.task !== 'binary' || value === advised) return null;
  return (
    <Text size="sm" c="dimmed" maw="var(--sg-reading)">
      {words('figures.atAdvised', { advised: format.percent(advised), own: format.percent(value) })}
    </Text>
  );
}
