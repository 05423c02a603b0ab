import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import { decimals, significant } from '../../../core/disclose/round.ts';
import { CodedError, type Message } from '../../../core/errors.ts';
import { makeHeldList, type HeldList } from '../../predict/share/held.ts';
import { cut } from '../../predict/share/limits.ts';
import type { LensSharing, ShareChoices, Shared, SharePart } from '../../share.ts';
import { FORECAST_METRICS, type ForecastModel, type ForecastScores } from '../types.ts';
import { MOST_CARDS, MOST_KNOWN, MOST_METHODS, MOST_SEASONS } from './limits.ts';
import { rowsBehind } from './points.ts';
import { SharedForecastSchema } from './schema.ts';
import { drawnSeries, sharedSeries, type DrawnSeries } from './series.ts';
import {
  FORECAST_PARTS,
  type ForecastPartId,
  type ForecastSource,
  type SharedForecast,
  type SharedScores,
} from './types.ts';
import { sharedWords, type SharedWords } from './words.ts';

const UNITS = ['minute', 'hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year'];

function forecastParts({ model: { report } }: ForecastSource): SharePart[] {
  const there: Readonly<Record<ForecastPartId, boolean>> = {
    picture: true,
    methods: report.leaderboard.length > 0,
    actions: report.cards.length > 0,
  };
  return FORECAST_PARTS.filter((id) => there[id]).map((id) => ({ id }));
}

/** Columns that are named nowhere: taken out by hand, or with personal data and not put back. */
function columnsOut({ personal }: ForecastSource, { columnsOut: out, putBack }: ShareChoices): ReadonlySet<string> {
  return new Set([...out, ...personal.map(({ column }) => column).filter((column) => !putBack.includes(column))]);
}

/** The column whose values are the names of the series; undefined where their names are columns themselves. */
function namingColumn({ report }: ForecastModel): string | undefined {
  const { layout } = report.plan.question.reading;
  return layout.kind === 'long' ? layout.by : layout.kind === 'across' ? layout.name : undefined;
}

/** @throws share.target-out, share.too-few-rows */
function checkShareable({ model }: ForecastSource, out: ReadonlySet<string>): void {
  const { target, report } = model;
  if (out.has(target)) throw new CodedError('share.target-out', { column: target });
  // Figures of few points of which each rests on few rows would tell these.
  const { points } = report.backtest;
  const gathered = rowsBehind(model).some((rows) => rows !== 'one');
  if (gathered && points < MIN_GROUP) throw new CodedError('share.too-few-rows', { rows: points, needed: MIN_GROUP });
}

function scoresOf(scores: ForecastScores): SharedScores {
  const told = FORECAST_METRICS.flatMap((metric) => {
    const value = scores[metric];
    if (!Number.isFinite(value)) return [];
    return [[metric, metric === 'coverage' ? decimals(value, 3) : significant(value, 3)]];
  });
  return Object.fromEntries(told) as SharedScores;
}

/** A verdict that says what is held back is told without its particulars. */
const verdictOf = (words: SharedWords, verdict: Message, withTimes: boolean): Message =>
  words.safe(verdict, withTimes) ?? { code: 'forecast.verdict-held', params: {} };

const hidesPoints = ({ report, told }: DrawnSeries): boolean =>
  report.values.some((value, point) => Number.isFinite(value) && !told(point));

/** Cards about what is drawn; one that names no series is about the total, or the only one there is. */
function cardsOf(
  { model: { report } }: ForecastSource,
  drawn: readonly DrawnSeries[],
  words: SharedWords,
  held: HeldList,
): SharedForecast['cards'] {
  const whole = drawn.find(({ isTotal }) => isTotal) ?? (report.series.length === 1 ? drawn[0] : undefined);
  const cards = report.cards.flatMap(({ code, params }) => {
    const about = drawn.find(({ report: { name } }) => params['series'] === name) ?? whole;
    const safe = about && words.safe({ code, params }, !hidesPoints(about));
    return safe ? [safe] : [];
  });
  const untold = report.cards.length - cards.length;
  if (untold > 0) held.add('forecast-cards', { count: untold });
  return cards.slice(0, MOST_CARDS);
}

/** @throws share.target-out, share.too-few-rows */
function buildForecast(source: ForecastSource, choices: ShareChoices): Shared<SharedForecast> {
  const { model, budget } = source;
  const { report, target } = model;
  const { question } = report.plan;
  const held = makeHeldList();
  const out = columnsOut(source, choices);
  checkShareable(source, out);
  const without = new Set(choices.without);
  const naming = namingColumn(model);
  const unnamed = naming !== undefined && out.has(naming);
  if (unnamed) held.add('forecast-series-names', { count: report.series.length });
  // Looked at even where the picture is taken out: messages must not say what it would hold back.
  const drawn = drawnSeries(model, (name) => !unnamed && !out.has(name), held);
  const known = report.known.map(({ name }) => name).filter((name) => !out.has(name));
  const names = new Set([target, ...drawn.map(({ report: { name } }) => name), ...known]);
  const ids = [...report.leaderboard.map(({ method }) => method), ...UNITS, ...FORECAST_METRICS];
  const words = sharedWords(names, new Set(ids));
  const careful = drawn.some(hidesPoints);
  const shared = without.has('picture') ? [] : sharedSeries(drawn, model, budget, held);
  const cards = without.has('actions') ? undefined : cardsOf(source, drawn, words, held);
  const body: SharedForecast = {
    target: cut(target),
    step: report.axis.step,
    horizon: question.horizon,
    seasons: report.seasons.slice(0, MOST_SEASONS).map(({ period }) => period),
    rows: report.data.rowCount,
    seriesCount: report.series.length,
    known: known.slice(0, MOST_KNOWN).map(cut),
    verdict: verdictOf(words, report.verdict, !careful),
    backtest: { folds: report.backtest.folds, points: report.backtest.points },
    chosen: scoresOf(report.overall.chosen),
    naive: scoresOf(report.overall.naive),
    ...(without.has('methods') ? {} : { methods: methodsOf(model) }),
    ...(shared.length > 0
      ? {
          series: shared.map((one, i) => ({
            ...one,
            verdict: verdictOf(words, drawn[i]?.report.verdict ?? report.verdict, !careful),
          })),
        }
      : {}),
    ...(cards && cards.length > 0 ? { cards } : {}),
  };
  return { body, held: held.list() };
}

const methodsOf = ({ report }: ForecastModel): NonNullable<SharedForecast['methods']> =>
  report.leaderboard.slice(0, MOST_METHODS).map(({ method, family, scores, chosenFor }) => ({
    method,
    family,
    scores: scoresOf(scores),
    chosenFor,
  }));

/** How the forecast lens shares what a training found: no row, no series that few rows are behind, never the model. */
export const forecastSharing: LensSharing<ForecastSource, SharedForecast> = {
  lens: 'forecast',
  parts: forecastParts,
  build: buildForecast,
  schema: SharedForecastSchema,
};
