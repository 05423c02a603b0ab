import type { Card } from '../../core/advise/types.ts';
import { passOdds } from '../../core/forecast/odds.ts';
import { drawPaths, type Paths } from '../../core/forecast/paths.ts';
import { timeOf } from '../../core/series/calendar.ts';
import type { TimeAxis } from '../../core/series/types.ts';
import { quantileSorted } from '../../core/stats/descriptive.ts';
import { benjaminiHochberg } from '../../core/stats/tests.ts';
import type { ForecastQuestion, SeriesReport } from './types.ts';

export interface ForecastCardsInput {
  readonly question: ForecastQuestion;
  readonly axis: TimeAxis;
  readonly series: readonly SeriesReport[];
  readonly total?: SeriesReport;
  readonly seed: number;
}

const SIGNIFICANT = 0.05;
const MOST_MOVES = 3;
const MOST_CARDS = 6;
/** Series that cards are looked for in, those with the largest values first. */
const MOST_LOOKED_AT = 50;
/** A shift of the level that lies farther back is history. */
const RECENT = 0.25;
const PATHS = 1000;
const LEAST_PASS = 0.5;

/** How much of the whole a series is. */
const weight = ({ values }: SeriesReport): number =>
  values.reduce((sum, value) => sum + (Number.isFinite(value) ? Math.abs(value) : 0), 0);

/** `2026-03-01`, with a time of day where there is one. */
const dateAt = (axis: TimeAxis, point: number): string => {
  const text = new Date(timeOf(axis, point)).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16);
};

/**
 * What to look at, the surest first: series that will rise or fall, a round number that will be passed, recent shifts of
 * a level, values out of line, series too short to say anything of. No money, and nothing about causes.
 */
export function forecastCards(input: ForecastCardsInput): Card[] {
  const looked = input.series.toSorted((a, b) => weight(b) - weight(a)).slice(0, MOST_LOOKED_AT);
  const all = input.total ? [input.total, ...looked] : looked;
  const futures = all.map((report) => drawPaths({ ...report, fan: report.future }, input.seed, PATHS));
  const moves = moveCards(input, all, futures);
  const level = levelCard(input, all[0], futures[0]);
  const shifts = shiftCards(input, looked);
  const outliers = outlierCard(input, looked);
  const short = shortCard(input);
  const found = [...moves, level, ...shifts, outliers, short].filter((card) => card !== undefined);
  return found.slice(0, MOST_CARDS);
}

interface Plain {
  readonly id: string;
  readonly code: string;
  readonly params: Card['params'];
  readonly report?: SeriesReport;
  readonly rate: Card['rate'];
  readonly overallRate: number;
  readonly adjustedPValue: number;
  readonly tried: number;
}

function cardOf({ question, series }: ForecastCardsInput, plain: Plain): Card {
  const { id, code, params, report, rate, overallRate, adjustedPValue, tried } = plain;
  const { layout } = question.reading;
  const by = layout.kind === 'long' ? layout.by : undefined;
  const isPart = report && series.includes(report);
  return {
    id,
    code,
    params: { target: question.target, ...params },
    segment: by !== undefined && isPart ? [{ column: by, kind: 'category', levels: [report.name] }] : [],
    validationRows: report?.methods[0]?.points ?? 0,
    allRows: series.length,
    rate,
    overallRate,
    adjustedPValue,
    segmentsTried: tried,
    evidence: 'association',
    why: [],
  };
}

/** Mean of the horizon against the mean of the latest whole rounds of the season before it. */
function moveCards(input: ForecastCardsInput, all: readonly SeriesReport[], futures: readonly Paths[]): Card[] {
  const moves = all.flatMap((report, i) => {
    const move = moveOf(report, futures[i] as Paths);
    return move ? [{ report, ...move }] : [];
  });
  const adjusted = benjaminiHochberg(moves.map(({ pValue }) => pValue));
  return moves
    .map((move, i) => ({ ...move, adjusted: adjusted[i] as number }))
    .filter((move) => move.adjusted < SIGNIFICANT)
    .toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .slice(0, MOST_MOVES)
    .map((move, place) =>
      cardOf(input, {
        id: `move-${place + 1}`,
        code: move.share > 0 ? 'forecast.card.rise' : 'forecast.card.fall',
        params: {
          series: move.report.name,
          share: Math.abs(move.share),
          steps: move.report.future.mean.length,
          before: move.before,
          beforeSteps: move.beforeSteps,
        },
        report: move.report,
        rate: { value: move.after, low: move.low, high: move.high },
        overallRate: move.before,
        adjustedPValue: move.adjusted,
        tried: moves.length,
      }),
    );
}

interface Move {
  readonly before: number;
  readonly beforeSteps: number;
  readonly after: number;
  readonly low: number;
  readonly high: number;
  readonly share: number;
  readonly pValue: number;
}

function moveOf(
  { values, from, nature, future }: SeriesReport,
  { count, horizon, values: drawn }: Paths,
): Move | undefined {
  const period = nature.seasons[0]?.period ?? 1;
  // What comes is compared with as many whole rounds: part of a round may be high or low by the season alone.
  if (period > 1 && horizon % period !== 0 && horizon < 2 * period)
    return sameTimeMove(values, from, period, { count, horizon, values: drawn }, future.mean);
  const beforeSteps = Math.max(period, Math.floor(horizon / period) * period);
  return compare(
    values.subarray(Math.max(0, from - beforeSteps), from),
    { count, horizon, values: drawn },
    future.mean,
  );
}

/** The same part of the round before, where the horizon is no whole round. */
function sameTimeMove(
  values: Float64Array,
  from: number,
  period: number,
  paths: Paths,
  mean: Float64Array,
): Move | undefined {
  const back = Math.ceil(paths.horizon / period) * period;
  const start = from - back;
  if (start < 0) return undefined;
  return compare(values.subarray(start, start + paths.horizon), paths, mean);
}

function compare(past: Float64Array, { count, horizon, values }: Paths, mean: Float64Array): Move | undefined {
  const known = past.filter((value) => Number.isFinite(value));
  if (known.length === 0) return undefined;
  const before = known.reduce((sum, value) => sum + value / known.length, 0);
  const after = mean.reduce((sum, value) => sum + value / horizon, 0);
  if (!(Math.abs(before) > 0)) return undefined;
  let above = 0;
  const means = Float64Array.from({ length: count }, (_, path) => {
    let sum = 0;
    for (let h = 0; h < horizon; h++) sum += (values[path * horizon + h] as number) / horizon;
    if (sum > before) above++;
    return sum;
  }).sort();
  const chance = above / count;
  // Two-sided; a thousand paths cannot tell less than this.
  const pValue = Math.max(2 / count, 2 * Math.min(chance, 1 - chance));
  const share = (after - before) / Math.abs(before);
  const [low, high] = [quantileSorted(means, 0.05), quantileSorted(means, 0.95)];
  return { before, beforeSteps: known.length, after, low, high, share, pValue };
}

/** The next round number that is more likely than not to be passed within the horizon, of the total or the largest series. */
function levelCard(
  input: ForecastCardsInput,
  report: SeriesReport | undefined,
  paths: Paths | undefined,
): Card | undefined {
  if (!report || !paths) return undefined;
  const seen = report.values.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, value) : most),
    -Infinity,
  );
  const level = nextRound(seen);
  if (level === undefined) return undefined;
  const odds = passOdds(paths, level, 'above');
  const chance = odds.by[odds.by.length - 1] as number;
  if (!(chance >= LEAST_PASS) || odds.middle === undefined) return undefined;
  const when = (step: number): string => dateAt(input.axis, report.from + step - 1);
  return cardOf(input, {
    id: 'level',
    code: 'forecast.card.level',
    params: {
      series: report.name,
      level,
      chance,
      time: when(odds.middle),
      ...(odds.early === undefined ? {} : { early: when(odds.early) }),
      ...(odds.late === undefined ? {} : { late: when(odds.late) }),
    },
    report,
    rate: { value: chance, low: chance, high: chance },
    overallRate: seen,
    adjustedPValue: 1 - chance,
    tried: 1,
  });
}

/** 1, 2 or 5 times a power of ten, the next above. */
function nextRound(value: number): number | undefined {
  if (!(value > 0)) return undefined;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((digit) => digit * power).find((round) => round > value);
}

function shiftCards(input: ForecastCardsInput, looked: readonly SeriesReport[]): Card[] {
  return looked
    .flatMap((report) => {
      const last = report.nature.shifts.at(-1);
      const length = report.values.length;
      return last && last.at >= length * (1 - RECENT) ? [{ report, last }] : [];
    })
    .slice(0, 1)
    .map(({ report, last }) =>
      cardOf(input, {
        id: 'shift',
        code: 'forecast.card.shift',
        params: { series: report.name, time: dateAt(input.axis, last.at), before: last.before, after: last.after },
        report,
        rate: { value: last.after, low: last.after, high: last.after },
        overallRate: last.before,
        adjustedPValue: 0,
        tried: looked.length,
      }),
    );
}

function outlierCard(input: ForecastCardsInput, looked: readonly SeriesReport[]): Card | undefined {
  const all = looked.flatMap((report) => report.nature.outliers.map((outlier) => ({ report, outlier })));
  const latest = all.toSorted((a, b) => b.outlier.at - a.outlier.at)[0];
  if (!latest) return undefined;
  const { report, outlier } = latest;
  return cardOf(input, {
    id: 'outliers',
    code: 'forecast.card.outliers',
    params: {
      series: report.name,
      count: all.length,
      time: dateAt(input.axis, outlier.at),
      value: outlier.value,
      expected: outlier.expected,
    },
    report,
    rate: { value: outlier.value, low: outlier.value, high: outlier.value },
    overallRate: outlier.expected,
    adjustedPValue: 0,
    tried: looked.length,
  });
}

function shortCard(input: ForecastCardsInput): Card | undefined {
  const short = input.series.filter(({ methods }) => methods.length === 0);
  const [first] = short;
  if (!first) return undefined;
  return cardOf(input, {
    id: 'too-short',
    code: 'forecast.card.too-short',
    params: { series: first.name, count: short.length, of: input.series.length },
    rate: { value: short.length, low: short.length, high: short.length },
    overallRate: input.series.length,
    adjustedPValue: 1,
    tried: input.series.length,
  });
}
