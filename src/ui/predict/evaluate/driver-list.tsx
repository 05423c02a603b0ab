import { Box, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { useAddress } from '../../place.tsx';
import { useOnPaper } from '../../print/paper.ts';
import { useWords } from '../../i18n/use-words.ts';
import { drivers } from '../view/why.ts';
import { DependenceFigure, dependenceName } from './dependence-figure.tsx';
import { useDriverWords } from './use-driver-words.ts';

const LISTED = 6;

/** A sentence a driver; one of them at a time shows its curve, on paper each. */
export function DriverList({ report }: { readonly report: ReportView }) {
  const words = useWords();
  const onPaper = useOnPaper();
  const { lossSentence, shapeSentence } = useDriverWords(report);
  const listed = drivers(report.importances).slice(0, LISTED);
  const curves = new Map(report.dependence.map((curve) => [curve.column, curve]));
  const { chart } = useAddress();
  const drawn = listed.filter(({ column }) => curves.has(column));
  const first = (drawn.find(({ column }) => dependenceName(column) === chart) ?? drawn[0])?.column;
  const [open, setOpen] = useState<string | undefined>(first);
  const shown = open === undefined ? undefined : curves.get(open);
  return (
    <Stack gap="md">
      <Stack component="ul" gap={0} p={0} m={0} maw="var(--sg-reading)">
        {listed.map((driver) => {
          const curve = curves.get(driver.column);
          return (
            <Box
              component="li"
              key={driver.column}
              py="xs"
              style={{ borderTop: '1px solid var(--sg-line)', listStyle: 'none' }}
            >
              <Group justify="space-between" align="flex-start" gap="xs">
                <Box style={{ flex: '1 1 220px', overflowWrap: 'anywhere' }}>
                  <Text size="sm">{lossSentence(driver)}</Text>
                  {curve && (
                    <Text size="sm" c="dimmed">
                      {shapeSentence(curve)}
                    </Text>
                  )}
                </Box>
                {curve && (
                  <Button
                    size="compact-sm"
                    variant={open === driver.column ? 'light' : 'default'}
                    aria-pressed={open === driver.column}
                    aria-label={words('why.showCurveOf', { column: driver.column })}
                    onClick={() => setOpen(driver.column)}
                  >
                    {words('why.showCurve')}
                  </Button>
                )}
              </Group>
            </Box>
          );
        })}
      </Stack>
      {(onPaper ? drawn.map(({ column }) => curves.get(column)) : [shown]).map(
        (curve) =>
          curve && (
            <DependenceFigure key={curve.column} dependence={curve} report={report} sentence={shapeSentence(curve)} />
          ),
      )}
    </Stack>
  );
}
