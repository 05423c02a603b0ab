import { NumberInput, SegmentedControl, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Estimate } from '../../../core/metrics/types.ts';
import { predictiveValues } from '../../../lenses/image/clinical.ts';
import type { Clinical, ImageFindings } from '../../../lenses/image/types.ts';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { estimateParts } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { WideTable } from '../../predict/parts/wide-table.tsx';
import { FindingLine } from '../../shell/finding-line.tsx';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { usePrevalence } from '../use-prevalence.ts';
import { Between } from './kinds-tab.tsx';

type Point = Clinical['points'][number];

/** Where a reading as a test of health begins: the specificity most often asked of one. */
const USUAL_AIM = 0.9;

interface HealthTabProps {
  readonly report: ReportView;
  readonly clinical: Clinical;
  readonly findings: ImageFindings['findings'];
}

/** Two classes read as a test is: what it finds at a chosen specificity, and what a yes means where it is rare. */
export function HealthTab({ report, clinical, findings }: HealthTabProps) {
  const words = useWords();
  const format = useFormat();
  const { positive, positives, negatives, points } = clinical;
  const [aim, setAim] = useState(points.some((point) => point.aim === USUAL_AIM) ? USUAL_AIM : (points[0]?.aim ?? 0));
  const point = points.find((one) => one.aim === aim);
  if (!point || positives === 0 || negatives === 0) return <EmptyPanel words={words('images.health.none')} />;
  return (
    <Stack gap="lg">
      <div>
        {findings.map((finding, index) => (
          <FindingLine key={`${finding.code} ${index}`} finding={finding} />
        ))}
      </div>
      <Stack gap="xs" maw="var(--sg-reading)">
        <Text>{words('images.health.lead', { positive })}</Text>
        <Text size="sm" fw={500} id="specificity-aim">
          {words('images.health.aim')}
        </Text>
        <SegmentedControl
          aria-labelledby="specificity-aim"
          value={String(aim)}
          w="fit-content"
          onChange={(value) => setAim(Number(value))}
          data={points.map((one) => ({ value: String(one.aim), label: format.count(100 * one.aim) }))}
        />
      </Stack>
      <AtPoint clinical={clinical} point={point} />
      <Meaning report={report} clinical={clinical} point={point} />
      <EveryPoint clinical={clinical} />
    </Stack>
  );
}

interface PointProps {
  readonly clinical: Clinical;
  readonly point: Point;
}

function AtPoint({ clinical: { positive, positives, negatives }, point }: PointProps) {
  const words = useWords();
  const format = useFormat();
  const found = Math.round(point.sensitivity.value * positives);
  const cleared = Math.round(point.specificity.value * negatives);
  const never = point.threshold > 1;
  return (
    <Stack gap="sm">
      <Text fw={600} size="lg" aria-live="polite" maw="var(--sg-reading)">
        {words('images.health.sentence', {
          positive,
          found: format.count(found),
          positives: format.count(positives),
          cleared: format.count(cleared),
          negatives: format.count(negatives),
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {never
          ? words('images.health.never')
          : words('images.health.threshold', { threshold: format.percent(point.threshold) })}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" maw={720}>
        <Share of="sensitivity" estimate={point.sensitivity} counts={[found, positives]} />
        <Share of="specificity" estimate={point.specificity} counts={[cleared, negatives]} />
      </SimpleGrid>
    </Stack>
  );
}

interface ShareProps {
  readonly of: 'sensitivity' | 'specificity' | 'ppv' | 'npv';
  readonly estimate: Estimate;
  readonly counts?: readonly [part: number, whole: number];
}

function Share({ of, estimate, counts }: ShareProps) {
  const words = useWords();
  const format = useFormat();
  const { value, low, high } = estimateParts(useLocale(), estimate, 'percent');
  return (
    <div>
      <Text size="sm">
        {words(`images.health.${of}`)}{' '}
        <Text span size="xs" c="dimmed">
          ({words(`images.health.${of}.term`)})
        </Text>
      </Text>
      <Text fw={600} size="lg">
        {value}
      </Text>
      <Text size="sm" c="dimmed">
        {words('images.health.between', { low, high })}
        {counts &&
          ` · ${words('images.health.counts', { part: format.count(counts[0]), whole: format.count(counts[1]) })}`}
      </Text>
    </div>
  );
}

/** What a yes and a no mean among people of whom so many have it: the person says how many. */
function Meaning({ report, clinical, point }: PointProps & { readonly report: ReportView }) {
  const words = useWords();
  const format = useFormat();
  const { share, set } = usePrevalence(report);
  const [typed, setTyped] = useState('');
  const kept = share === undefined ? '' : Number((100 * share).toPrecision(12));
  const values = share === undefined ? undefined : predictiveValues(point, clinical, share);
  const right = values ? Math.round(100 * values.ppv.value) : NaN;
  return (
    <Stack gap="sm">
      <NumberInput
        label={words('images.health.prevalence')}
        description={words('images.health.prevalence.why', { positive: clinical.positive })}
        inputWrapperOrder={['label', 'input', 'description']}
        // Half a number (`0.`) is what is kept, and goes on being typed.
        value={typed !== '' && Number(typed) === kept ? typed : kept}
        min={0}
        max={100}
        clampBehavior="strict"
        hideControls
        maw={420}
        onChange={(value) => {
          setTyped(String(value));
          if (value === '') set(undefined);
          else if (typeof value === 'number') set(value / 100);
        }}
      />
      <div style={{ minHeight: 150 }} aria-live="polite">
        {!values && (
          <Text size="sm" c="dimmed">
            {words('images.health.prevalence.missing')}
          </Text>
        )}
        {values && (
          <Stack gap="sm">
            <Text fw={600} maw="var(--sg-reading)">
              {Number.isNaN(right)
                ? words('images.health.unknown')
                : words('images.health.meaning', { right: format.count(right), wrong: format.count(100 - right) })}
            </Text>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" maw={720}>
              <Share of="ppv" estimate={values.ppv} />
              <Share of="npv" estimate={values.npv} />
            </SimpleGrid>
          </Stack>
        )}
      </div>
    </Stack>
  );
}

function EveryPoint({ clinical: { points } }: { readonly clinical: Clinical }) {
  const words = useWords();
  const format = useFormat();
  const label = words('images.health.table');
  const head = (of: 'sensitivity' | 'specificity') => words(`images.health.${of}`);
  return (
    <WideTable
      label={label}
      minWidth={420}
      csv={{
        fileName: 'specificities',
        table: () => ({
          columns: [
            words('images.health.aimed'),
            ...(['sensitivity', 'specificity'] as const).flatMap((of) => [
              head(of),
              words('tables.low', { name: head(of) }),
              words('tables.high', { name: head(of) }),
            ]),
          ],
          rows: points.map(({ aim, sensitivity: a, specificity: b }) => [
            aim,
            a.value,
            a.low,
            a.high,
            b.value,
            b.low,
            b.high,
          ]),
        }),
      }}
    >
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words('images.health.aimed')}</Table.Th>
            <Table.Th ta="right">{head('sensitivity')}</Table.Th>
            <Table.Th ta="right">{head('specificity')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {points.map((point) => (
            <Table.Tr key={point.aim}>
              <Table.Td>{format.percent(point.aim)}</Table.Td>
              <Table.Td ta="right">
                <Between estimate={point.sensitivity} />
              </Table.Td>
              <Table.Td ta="right">
                <Between estimate={point.specificity} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
