import { Box, Stack, Text } from '@mantine/core';
import type { SequenceColumns, SequenceFindings } from '../../../lenses/sequence/types.ts';
import { BarChart, barChartHeight } from '../../charts/bar-chart.tsx';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';

interface EventsPanelProps {
  readonly found: SequenceFindings;
  readonly sequence: SequenceColumns;
}

/** Which events move the prediction, and how recent they have to be. */
export function EventsPanel({ found, sequence }: EventsPanelProps) {
  const words = useWords();
  return (
    <Panel title={words('journeys.events.title')} lead={words('journeys.events.lead')}>
      {found.events.length === 0 && <EmptyPanel words={words('journeys.events.none')} />}
      {found.events.length > 0 && <EventsFigure events={found.events} sequence={sequence} />}
      {found.recency.length > 0 && <RecencyFigure recency={found.recency} lookBackDays={sequence.lookBackDays} />}
    </Panel>
  );
}

/** A change of less than this many points is none. */
const FLAT = 0.005;

interface EventsFigureProps {
  readonly events: SequenceFindings['events'];
  readonly sequence: SequenceColumns;
}

function EventsFigure({ events, sequence }: EventsFigureProps) {
  const words = useWords();
  const format = useFormat();
  const colors = roleColors(useScheme());
  const points = (change: number): string => format.number(Number((100 * change).toFixed(1)));
  const strongest = events[0];
  const say = ({ event, change, rows, recentDays }: SequenceFindings['events'][number]): string => {
    const params = {
      event,
      points: points(Math.abs(change)),
      rows: format.count(rows),
      days: format.number(Number(recentDays.toPrecision(2))),
    };
    if (Math.abs(change) < FLAT) return words('journeys.events.flat', params);
    if (sequence.ask === 'next') return words('journeys.events.moves', params);
    return words(change > 0 ? 'journeys.events.raises' : 'journeys.events.lowers', params);
  };
  return (
    <Stack gap="md">
      <ChartFrame
        title={words(sequence.ask === 'next' ? 'journeys.events.figure.next' : 'journeys.events.figure')}
        summary={strongest ? say(strongest) : ''}
        table={{
          columns: [
            words('journeys.events.event'),
            words('journeys.events.points'),
            words('journeys.events.rows'),
            words('journeys.events.days'),
          ],
          rows: events.map(({ event, change, rows, recentDays }) => [event, 100 * change, rows, recentDays]),
        }}
        fileName="events"
        height={barChartHeight(events.length)}
      >
        <BarChart
          bars={events.map(({ event, change }) => ({
            label: event,
            value: 100 * change,
            note: points(change),
            color: change < 0 ? colors.miss : colors.model,
          }))}
          x={{ title: words('journeys.events.points'), format: (value) => format.number(value) }}
        />
      </ChartFrame>
      <Stack component="ul" gap={0} p={0} m={0} maw="var(--sg-reading)">
        {events.map((event) => (
          <Box
            component="li"
            key={event.event}
            py="xs"
            style={{ borderTop: '1px solid var(--sg-line)', listStyle: 'none', overflowWrap: 'anywhere' }}
          >
            <Text size="sm">{say(event)}</Text>
          </Box>
        ))}
      </Stack>
    </Stack>
  );
}

interface RecencyFigureProps {
  readonly recency: SequenceFindings['recency'];
  readonly lookBackDays: number;
}

/** With so much of the spread left, the rest of the journey adds little. */
const MOST = 0.8;

function RecencyFigure({ recency, lookBackDays }: RecencyFigureProps) {
  const words = useWords();
  const format = useFormat();
  const enough = recency.find(({ kept }) => kept >= MOST);
  const last = recency.at(-1);
  const told = enough ?? last;
  const days = (count: number): string => words('journeys.days', { count });
  return (
    <Box mt="lg">
      <ChartFrame
        title={words('journeys.recency.title')}
        summary={
          told
            ? words(enough ? 'journeys.recency.enough' : 'journeys.recency.more', {
                days: days(told.days),
                kept: format.percent(told.kept),
                all: days(lookBackDays),
              })
            : ''
        }
        table={{
          columns: [words('journeys.recency.days'), words('journeys.recency.kept')],
          rows: recency.map(({ days: seen, kept }) => [seen, kept]),
        }}
        fileName="recency"
        height={barChartHeight(recency.length)}
      >
        <BarChart
          bars={recency.map(({ days: seen, kept }) => ({ label: days(seen), value: kept, note: format.percent(kept) }))}
          x={{ title: words('journeys.recency.kept'), format: (value) => format.percent(value) }}
        />
      </ChartFrame>
    </Box>
  );
}
