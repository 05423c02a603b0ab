import { Text } from '@mantine/core';
import type { Snapshots } from '../../lenses/sequence/types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { roleColors } from '../charts/palette.ts';
import { useDrawnWidth } from '../charts/use-drawn-width.ts';
import { chartInk, useScheme } from '../charts/use-scheme.ts';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { timeLine, type SnapshotLine } from './view/time-line.ts';

const ROW = 18;
const TOP = 26;
const BOTTOM = 46;

/** Each snapshot as a line: what is looked at before it, what is foretold after it. */
export function TimeLine({ snapshots }: { readonly snapshots: Snapshots }) {
  const words = useWords();
  const format = useFormat();
  const lines = timeLine(snapshots);
  const counted = snapshots.asked.length > 0;
  const judging = lines.filter(({ judges }) => judges).length;
  const withTime = snapshots.horizonDays < 2;
  const date = (ms: number): string => format.date(ms, withTime);
  return (
    <>
      <ChartFrame
        title={words('journeys.timeline.title')}
        summary={words('journeys.timeline.summary', {
          count: lines.length,
          judging: format.count(judging),
          first: date(lines[0]?.at ?? Number.NaN),
          last: date(lines.at(-1)?.at ?? Number.NaN),
        })}
        table={{
          columns: [
            words('journeys.timeline.snapshot'),
            words('journeys.timeline.from'),
            words('journeys.timeline.until'),
            words('journeys.timeline.use'),
            ...(counted ? [words('journeys.timeline.asked'), words('journeys.timeline.came')] : []),
          ],
          rows: lines.map((line) => [
            date(line.at),
            date(line.from),
            date(line.until),
            words(line.judges ? 'journeys.timeline.judges' : 'journeys.timeline.learns'),
            ...(counted ? [line.asked ?? null, line.came ?? null] : []),
          ]),
        }}
        fileName="time-line"
        height={TOP + lines.length * ROW + BOTTOM}
      >
        <Drawing lines={lines} date={date} counted={counted} />
      </ChartFrame>
      <Text size="sm" mt="xs" maw="var(--sg-reading)">
        {words('journeys.timeline.promise')}
      </Text>
    </>
  );
}

interface DrawingProps {
  readonly lines: readonly SnapshotLine[];
  readonly date: (ms: number) => string;
  readonly counted: boolean;
}

function Drawing({ lines, date, counted }: DrawingProps) {
  const words = useWords();
  const format = useFormat();
  const scheme = useScheme();
  const ink = chartInk(scheme);
  const colors = roleColors(scheme);
  const { ref, width } = useDrawnWidth();
  const height = TOP + lines.length * ROW + BOTTOM;
  const right = counted ? 108 : 12;
  const from = Math.min(...lines.map((line) => line.from));
  const until = Math.max(...lines.map((line) => line.until));
  const at = (ms: number): number => 8 + ((ms - from) / (until - from || 1)) * Math.max(1, width - right - 8);
  const base = TOP + lines.length * ROW;
  const firstJudging = lines.findIndex(({ judges }) => judges);
  return (
    <div ref={ref} style={{ height, overflow: 'hidden' }}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} style={{ display: 'block' }}>
          {counted && (
            <text x={width - 2} y={14} fontSize={12} fill={ink.text} textAnchor="end">
              {words('journeys.timeline.cameOf')}
            </text>
          )}
          {firstJudging > 0 && (
            <rect
              x={0}
              y={TOP + firstJudging * ROW - 2}
              width={width}
              height={(lines.length - firstJudging) * ROW}
              fill={ink.grid}
              fillOpacity={0.6}
            />
          )}
          {lines.map((line, i) => {
            const y = TOP + i * ROW + 4;
            return (
              <g key={line.at}>
                <title>{date(line.at)}</title>
                <rect
                  x={at(line.from)}
                  y={y}
                  width={Math.max(1, at(line.at) - at(line.from))}
                  height={8}
                  rx={2}
                  fill={colors.model}
                  fillOpacity={0.75}
                />
                <rect
                  x={at(line.at)}
                  y={y + 0.75}
                  width={Math.max(2, at(line.until) - at(line.at))}
                  height={6.5}
                  rx={2}
                  fill="none"
                  stroke={colors.miss}
                  strokeWidth={1.5}
                  strokeDasharray="3 2"
                />
                <line x1={at(line.at)} x2={at(line.at)} y1={y - 3} y2={y + 11} stroke={ink.text} strokeWidth={2} />
                {line.asked !== undefined && (
                  <text x={width - 2} y={y + 9} fontSize={12} fill={ink.text} textAnchor="end">
                    {words('journeys.timeline.of', {
                      came: format.count(line.came ?? 0),
                      asked: format.count(line.asked),
                    })}
                  </text>
                )}
              </g>
            );
          })}
          <text x={8} y={base + 14} fontSize={12} fill={ink.text}>
            {date(from)}
          </text>
          <text x={Math.max(170, width - right)} y={base + 14} fontSize={12} fill={ink.text} textAnchor="end">
            {date(until)}
          </text>
          <Legend y={base + 34} model={colors.model} ahead={colors.miss} ink={ink.text} />
        </svg>
      )}
    </div>
  );
}

interface LegendProps {
  readonly y: number;
  readonly model: string;
  readonly ahead: string;
  readonly ink: string;
}

function Legend({ y, model, ahead, ink }: LegendProps) {
  const words = useWords();
  return (
    <g fontSize={12} fill={ink}>
      <rect x={8} y={y - 8} width={14} height={8} rx={2} fill={model} fillOpacity={0.75} />
      <text x={27} y={y}>
        {words('journeys.timeline.looked')}
      </text>
      <line x1={110} x2={110} y1={y - 11} y2={y + 3} stroke={ink} strokeWidth={2} />
      <text x={117} y={y}>
        {words('journeys.timeline.snapshot')}
      </text>
      <rect x={190} y={y - 8} width={14} height={8} rx={2} fill="none" stroke={ahead} strokeDasharray="3 2" />
      <text x={209} y={y}>
        {words('journeys.timeline.foretold')}
      </text>
    </g>
  );
}
