import { SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { TextFindings } from '../../../lenses/text/types.ts';
import { BarChart, barChartHeight } from '../../charts/bar-chart.tsx';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import type { ChartTable } from '../../charts/types.ts';
import { estimateParts } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLocale, useWords, type Words } from '../../i18n/use-words.ts';
import { WideTable } from '../../predict/parts/wide-table.tsx';

type Kind = TextFindings['perClass'][number];
type Order = 'hardest' | 'largest' | 'name';

/** Kinds in the picture: the ones that need a look. */
const DRAWN = 10;

const sorted = (kinds: readonly Kind[], order: Order): readonly Kind[] => {
  if (order === 'largest') return kinds.toSorted((a, b) => b.count - a.count);
  if (order === 'name') return kinds.toSorted((a, b) => a.name.localeCompare(b.name));
  return kinds.toSorted((a, b) => a.recall.value - b.recall.value || b.count - a.count);
};

function kindsTable(kinds: readonly Kind[], words: Words): ChartTable {
  const interval = (name: string) => [name, words('tables.low', { name }), words('tables.high', { name })];
  return {
    columns: [
      words('inbox.kinds.kind'),
      words('proof.rows'),
      ...interval(words('inbox.kinds.found')),
      ...interval(words('inbox.kinds.precise')),
      words('metric.f1.term'),
      words('inbox.kinds.words'),
    ],
    rows: kinds.map(({ name, count, recall, precision, f1, words: own }) => [
      name,
      count,
      recall.value,
      recall.low,
      recall.high,
      precision.value,
      precision.low,
      precision.high,
      f1,
      own.join(' '),
    ]),
  };
}

/** How well each kind is found and how often its name is right, the hardest first, with the words that speak for it. */
export function KindsTab({ text, testRows }: { readonly text: TextFindings; readonly testRows: number }) {
  const words = useWords();
  const format = useFormat();
  const locale = useLocale();
  const [order, setOrder] = useState<Order>('hardest');
  const kinds = sorted(text.perClass, order);
  const hardest = sorted(text.perClass, 'hardest').slice(0, DRAWN);
  const share = (estimate: Kind['recall']) => {
    const { value, low, high } = estimateParts(locale, estimate, 'percent');
    return (
      <>
        {value}
        <Text size="xs" c="dimmed" component="div">
          {words('figures.range', { low, high })}
        </Text>
      </>
    );
  };
  const [worst] = hardest;
  return (
    <Stack gap="lg">
      {worst && (
        <ChartFrame
          title={words('inbox.kinds.hardest')}
          rows={{ set: 'test', count: testRows }}
          summary={words('inbox.kinds.hardest.summary', {
            name: worst.name,
            found: format.percent(worst.recall.value),
          })}
          table={kindsTable(hardest, words)}
          fileName="hardest-kinds"
          height={barChartHeight(hardest.length)}
        >
          <BarChart
            bars={hardest.map(({ name, recall }) => ({
              label: name,
              value: recall.value,
              low: recall.low,
              high: recall.high,
            }))}
            x={{ title: words('inbox.kinds.found.axis'), format: format.percent }}
          />
        </ChartFrame>
      )}
      <SegmentedControl
        aria-label={words('inbox.kinds.order')}
        value={order}
        w="fit-content"
        size="xs"
        onChange={(value) => setOrder(value as Order)}
        data={(['hardest', 'largest', 'name'] as const).map((value) => ({
          value,
          label: words(`inbox.kinds.order.${value}`),
        }))}
      />
      <WideTable
        label={words('inbox.kinds.table')}
        minWidth={560}
        csv={{ fileName: 'kinds', table: () => kindsTable(kinds, words) }}
      >
        <Table aria-label={words('inbox.kinds.table')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('inbox.kinds.kind')}</Table.Th>
              <Table.Th ta="right">{words('proof.rows')}</Table.Th>
              <Table.Th ta="right">{words('inbox.kinds.found')}</Table.Th>
              <Table.Th ta="right">{words('inbox.kinds.precise')}</Table.Th>
              <Table.Th>{words('inbox.kinds.words')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kinds.map((kind) => (
              <Table.Tr key={kind.name}>
                <Table.Td miw={140} style={{ overflowWrap: 'anywhere' }}>
                  {kind.name}
                </Table.Td>
                <Table.Td ta="right">{format.count(kind.count)}</Table.Td>
                <Table.Td ta="right">{share(kind.recall)}</Table.Td>
                <Table.Td ta="right">{share(kind.precision)}</Table.Td>
                <Table.Td c="dimmed">{kind.words.slice(0, 6).join(' · ')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {words('inbox.kinds.words.how')}
      </Text>
    </Stack>
  );
}
