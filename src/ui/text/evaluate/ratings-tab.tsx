import { Stack, Table, Text } from '@mantine/core';
import type { Estimate } from '../../../core/metrics/types.ts';
import type { Sentiment } from '../../../lenses/text/types.ts';
import { estimateParts } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { WideTable } from '../../predict/parts/wide-table.tsx';

/** How many are unhappy, whether their words say so, and which words do. */
export function RatingsTab({ sentiment }: { readonly sentiment: Sentiment }) {
  const words = useWords();
  const format = useFormat();
  const locale = useLocale();
  const share = estimateParts(locale, sentiment.low.share, 'percent');
  return (
    <Stack gap="lg">
      <Stack gap="xs" maw="var(--sg-reading)">
        <Text>
          {words('inbox.ratings.low', {
            count: sentiment.low.rows,
            rated: format.count(sentiment.rated),
            column: sentiment.column,
            share: share.value,
            low: share.low,
            high: share.high,
            lowTo: format.number(sentiment.lowTo),
          })}
        </Text>
        <Told {...(sentiment.told ? { told: sentiment.told } : {})} />
      </Stack>
      <LowWords sentiment={sentiment} />
    </Stack>
  );
}

/** Of 100 pairs. */
const hundredths = ({ value, low, high }: Estimate): Estimate => ({
  value: 100 * value,
  low: 100 * low,
  high: 100 * high,
});

/** Low and other ratings that both learning and checking need. */
const NEEDED = 20;

function Told({ told }: Pick<Sentiment, 'told'>) {
  const words = useWords();
  const format = useFormat();
  const locale = useLocale();
  if (!told) return <Text>{words('inbox.ratings.few', { count: NEEDED })}</Text>;
  const { value, low, high } = estimateParts(locale, hundredths(told.auroc), 'number');
  return (
    <>
      <Text>{words(told.auroc.low > 0.5 ? 'inbox.ratings.told' : 'inbox.ratings.untold', { value, low, high })}</Text>
      <Text size="sm" c="dimmed">
        {words('inbox.ratings.on', { low: format.count(told.lowRows), others: format.count(told.otherRows) })}
      </Text>
    </>
  );
}

function LowWords({ sentiment: { words: found, tried } }: { readonly sentiment: Sentiment }) {
  const words = useWords();
  const format = useFormat();
  const locale = useLocale();
  if (found.length === 0) {
    return <Text maw="var(--sg-reading)">{words('inbox.ratings.words.none', { tried: format.count(tried) })}</Text>;
  }
  const title = words('inbox.ratings.words');
  const heads = (['word', 'texts', 'mean', 'elsewhere'] as const).map((name) => words(`inbox.ratings.${name}`));
  return (
    <Stack gap="xs">
      <Text component="h3" fw={600} m={0}>
        {title}
      </Text>
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {words('inbox.ratings.words.lead', { count: found.length, tried: format.count(tried) })}
      </Text>
      <WideTable
        label={title}
        minWidth={420}
        csv={{
          fileName: 'words-of-low-ratings',
          table: () => ({
            columns: heads,
            rows: found.map((one) => [one.word, one.rows, one.mean.value, one.elsewhere]),
          }),
        }}
      >
        <Table aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              {heads.map((head, i) => (
                <Table.Th key={head} ta={i === 0 ? 'left' : 'right'}>
                  {head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.map(({ word, rows, mean, elsewhere }) => {
              const { value, low, high } = estimateParts(locale, mean, 'number');
              return (
                <Table.Tr key={word}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{word}</Table.Td>
                  <Table.Td ta="right">{format.count(rows)}</Table.Td>
                  <Table.Td ta="right">
                    {value}
                    <Text size="xs" c="dimmed" component="div">
                      {words('figures.range', { low, high })}
                    </Text>
                  </Table.Td>
                  <Table.Td ta="right">{format.number(elsewhere)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Stack>
  );
}
