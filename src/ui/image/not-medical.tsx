import { Text } from '@mantine/core';
import type { ReportView } from '../../lenses/predict/report-view.ts';
import { useWords } from '../i18n/use-words.ts';
import { FindingLine } from '../shell/finding-line.tsx';
import { usePrevalence } from './use-prevalence.ts';

const LINE = { level: 'careful', code: 'image.not-a-medical-device', params: {} } as const;

/**
 * Stands wherever two kinds of pictures are told apart: what this is not. In full once somebody reads the model as a test
 * of health is read.
 */
export function NotMedical({ report }: { readonly report: ReportView }) {
  const words = useWords();
  const { share } = usePrevalence(report);
  if (report.task !== 'binary') return null;
  if (share !== undefined) return <FindingLine finding={LINE} />;
  return (
    <Text size="sm" c="dimmed" maw="var(--sg-reading)" my="xs">
      {words('images.health.maybe')}
    </Text>
  );
}
