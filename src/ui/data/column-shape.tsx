import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ColumnProfile, LevelCount } from '../../core/profile/types.ts';
import { useCommands } from '../app-context.tsx';
import { BarChart, barChartHeight } from '../charts/bar-chart.tsx';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { HistogramChart } from '../charts/lazy.tsx';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';

/** How the values of a column lie: a histogram, or its commonest values. */
export function ColumnShape({ about }: { readonly about: ColumnProfile }) {
  if (about.numeric && about.numeric.histogram.counts.length > 1) return <NumberShape about={about} />;
  if (about.levels && about.levels.length > 0)
    return <LevelShape key={about.name} about={about} levels={about.levels} />;
  return null;
}

function NumberShape({ about }: { readonly about: ColumnProfile }) {
  const words = useWords();
  const format = useFormat();
  const numeric = about.numeric;
  if (!numeric) return null;
  const { edges, counts } = numeric.histogram;
  const write = (value: number) => (about.kind === 'date' ? format.date(value) : format.number(value));
  const [, , low, median, high] = numeric.quantiles;
  return (
    <ChartFrame
      title={words('shape.title', { column: about.name })}
      rows={{ set: 'all', count: about.rowCount - about.missing }}
      summary={words('shape.summary-number', { low: write(low), high: write(high), median: write(median) })}
      table={{
        columns: [words('shape.from'), words('shape.to'), words('shape.rows')],
        rows: counts.map((count, i) => [
          tableValue(about, edges[i], write),
          tableValue(about, edges[i + 1], write),
          count,
        ]),
      }}
      fileName={`distribution-${about.name}`}
      height={220}
    >
      <HistogramChart
        edges={edges}
        counts={counts}
        height={220}
        x={{ title: about.name, format: write }}
        y={{ title: words('shape.rows'), format: format.number }}
        marks={[{ x: median, label: words('shape.median') }]}
      />
    </ChartFrame>
  );
}

/** Dates as people read them, numbers in full. */
function tableValue(about: ColumnProfile, value: number | undefined, write: (value: number) => string) {
  if (value === undefined) return null;
  return about.kind === 'date' ? write(value) : value;
}

const FIRST = 12;
const MOST = 200;

function LevelShape({ about, levels }: { readonly about: ColumnProfile; readonly levels: readonly LevelCount[] }) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const [more, setMore] = useState<readonly LevelCount[] | null>(null);
  const shown = more ?? levels.slice(0, FIRST);
  const filled = about.rowCount - about.missing;
  const top = levels[0];
  return (
    <>
      <ChartFrame
        title={words('shape.values', { column: about.name })}
        rows={{ set: 'all', count: filled }}
        summary={top ? words('shape.summary-levels', { level: top.level, share: format.share(top.count, filled) }) : ''}
        table={{
          columns: [about.name, words('shape.rows')],
          rows: (more ?? levels).map(({ level, count }) => [level, count]),
        }}
        fileName={`values-${about.name}`}
        height={barChartHeight(shown.length, 28)}
      >
        <BarChart
          rowHeight={28}
          bars={shown.map(({ level, count }) => ({ label: level, value: count, note: format.percent(count / filled) }))}
          x={{ title: words('shape.rows'), format: format.number }}
        />
      </ChartFrame>
      {!more && about.distinct > shown.length ? (
        <Button
          mt="xs"
          variant="subtle"
          size="compact-sm"
          onClick={() => void commands.levels(about.name, MOST).then(setMore, () => setMore(levels))}
        >
          {words('shape.more', { count: Math.min(MOST, about.distinct) })}
        </Button>
      ) : null}
    </>
  );
}
