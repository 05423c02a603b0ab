import type { Finding, Message } from '../../core/errors.ts';
import type { Conclusions } from '../../core/forecast/conclude.ts';
import type { Fold } from '../../core/forecast/folds.ts';
import { moveFan, reconcile } from '../../core/forecast/reconcile.ts';
import { meanScores } from '../../core/forecast/scores.ts';
import type { ForecastScores } from '../../core/forecast/types.ts';
import type { ComputeNote } from '../../core/learn/compute.ts';
import type { PersonalColumn } from '../../core/privacy/types.ts';
import type { Season, SeriesNature } from '../../core/series/types.ts';
import type { ColumnUse } from '../predict/report.ts';
import { forecastCards } from './cards.ts';
import type { Field } from './contestants.ts';
import { nameOf, type SeriesOutcome } from './outcome.ts';
import { columnsOfForecast } from './problem.ts';
import type { Searched } from './search.ts';
import { reportSeries } from './series-report.ts';
import type { ForecastProblem, ForecastTrainInput } from './training.ts';
import type { ForecastReport, SeriesReport } from './types.ts';
import { overallVerdict, referenceOf } from './verdict.ts';

export interface ReceiptInput {
  readonly input: ForecastTrainInput;
  readonly problem: ForecastProblem;
  readonly field: Field;
  readonly folds: readonly Fold[];
  readonly searched: Searched;
  readonly conclusions: Conclusions;
  /** One a series, the total's last. */
  readonly outcomes: readonly SeriesOutcome[];
  readonly personal: readonly PersonalColumn[];
  readonly compute: ComputeNote;
  readonly seconds: number;
}

/** The receipt of a forecast. */
export function makeForecastReport(receipt: ReceiptInput): ForecastReport {
  const { input, problem, folds, searched, conclusions, outcomes } = receipt;
  const { plan } = input;
  const own = problem.total === undefined ? outcomes : outcomes.slice(0, problem.total);
  const { series, total } = addedUp(problem, outcomes.map(reportSeries));
  const overall = overallScores(own, series);
  const report = {
    axis: problem.set.axis,
    series,
    ...(total ? { total } : {}),
  };
  return {
    format: 'sightglass.report',
    version: 1,
    lens: 'forecast',
    app: { name: 'sightglass', version: input.appVersion },
    createdAt: input.now(),
    plan,
    data: {
      rowCount: input.table.rowCount,
      columns: columnUses(input),
      personal: receipt.personal,
      findings: problem.set.findings,
    },
    ...report,
    seasons: commonSeasons(problem.natures),
    known: problem.set.known.map(({ name, isSwitch }) => ({ name, isSwitch, ahead: problem.set.future })),
    backtest: {
      horizon: problem.horizon,
      folds: folds.length,
      points: own.reduce((sum, { evidence }) => sum + evidence.folds.length * problem.horizon, 0),
    },
    tries: searched.tries,
    leaderboard: leaderboardOf(receipt, own, series),
    overall,
    choice: conclusions.scope,
    verdict: overallVerdict(own, overall),
    cards: forecastCards({ question: plan.question, ...report, seed: plan.settings.seed }),
    warnings: [...problem.findings, ...receipt.field.findings, ...warningsOf(receipt)],
    compute: receipt.compute,
    seconds: receipt.seconds,
    seed: plan.settings.seed,
  };
}

/** The series and their total, made to agree: what each bears of the gap goes by the variance of its errors. */
function addedUp(
  { total: place, parts, neverNegative }: ForecastProblem,
  reports: readonly SeriesReport[],
): { readonly series: readonly SeriesReport[]; readonly total?: SeriesReport } {
  if (place === undefined) return { series: reports };
  const total = reports[place] as SeriesReport;
  const adding = ({ future, spread }: SeriesReport) => ({ mean: future.mean, spread });
  const own = parts.map((s) => reports[s] as SeriesReport);
  const isFloored = parts.every((s) => neverNegative[s]);
  const agreed = reconcile(adding(total), own.map(adding), 'variance', isFloored);
  const floor = isFloored ? 0 : -Infinity;
  const series = reports.slice(0, place).map((report, s) => {
    const part = parts.indexOf(s);
    return part < 0 ? report : { ...report, future: moveFan(report.future, agreed.parts[part] as Float64Array, floor) };
  });
  return { series, total: { ...total, future: moveFan(total.future, agreed.total, floor) } };
}

/** Means over the series that were judged, of what is chosen and of the naive forecast. */
function overallScores(
  outcomes: readonly SeriesOutcome[],
  reports: readonly SeriesReport[],
): { readonly chosen: ForecastScores; readonly naive: ForecastScores } {
  const chosen: ForecastScores[] = [];
  const naive: ForecastScores[] = [];
  for (const [s, { scores, evidence }] of outcomes.entries()) {
    const report = reports[s] as SeriesReport;
    const own = report.methods.find(({ method }) => method === report.chosen.method);
    const reference = scores.get(referenceOf(evidence));
    if (!own || !reference) continue;
    chosen.push(report.judged ?? own.scores);
    naive.push(reference.scores);
  }
  return { chosen: meanScores(chosen), naive: meanScores(naive) };
}

function leaderboardOf(
  { searched }: ReceiptInput,
  outcomes: readonly SeriesOutcome[],
  reports: readonly SeriesReport[],
): ForecastReport['leaderboard'] {
  const methods = [...new Set(reports.flatMap((report) => report.methods.map(({ method }) => method)))];
  const names = outcomes.map(({ members }) => nameOf(members));
  return methods
    .map((method) => {
      const own = reports.flatMap((report) => report.methods.filter((one) => one.method === method));
      const tried = searched.judged.find(({ contestant }) => contestant.forecaster.id === method);
      return {
        method,
        family: own[0]?.family ?? ('baseline' as const),
        scores: meanScores(own.map(({ scores }) => scores)),
        points: own.reduce((sum, { points }) => sum + points, 0),
        series: own.length,
        seconds: tried?.seconds ?? 0,
        chosenFor: names.filter((name) => name === method).length,
      };
    })
    .toSorted((a, b) => a.scores.mase - b.scores.mase);
}

/** Seasons by how many series have them, then by strength. */
function commonSeasons(natures: readonly SeriesNature[]): Season[] {
  const found = new Map<number, { count: number; strength: number }>();
  for (const { seasons } of natures) {
    for (const { period, strength } of seasons) {
      const before = found.get(period) ?? { count: 0, strength: 0 };
      found.set(period, { count: before.count + 1, strength: before.strength + strength });
    }
  }
  return [...found]
    .toSorted((a, b) => b[1].strength - a[1].strength)
    .map(([period, { count, strength }]) => ({ period, strength: strength / count }));
}

function columnUses({ table, plan: { question } }: ForecastTrainInput): ColumnUse[] {
  const used = new Set(columnsOfForecast(question));
  const { layout, time } = question.reading;
  const targets = new Set(layout.kind === 'long' ? [layout.value] : layout.columns);
  return table.columns.map(({ name, kind }): ColumnUse => {
    if (targets.has(name)) return { column: name, kind, use: 'target' };
    if (name === time && layout.kind !== 'across') return { column: name, kind, use: 'split' };
    return { column: name, kind, use: used.has(name) ? 'feature' : 'left-out' };
  });
}

/** Errors reach beyond the fan on so many more points than they should before it is said. */
const LEAST_COVERAGE = 0.8;

function warningsOf({ searched, folds, outcomes }: ReceiptInput): Finding[] {
  const findings: Finding[] = [];
  const note = (code: string, params: Message['params']): number => findings.push({ level: 'note', code, params });
  const careful = (code: string, params: Message['params']): number =>
    findings.push({ level: 'careful', code, params });
  for (const { contestant, status, error } of searched.judged) {
    if (status !== 'failed' || !error) continue;
    careful('warn.try-failed', { estimator: contestant.forecaster.id, error: error.code });
  }
  const dropped = searched.judged.filter(({ status }) => status === 'dropped');
  const judged = dropped.filter(({ forecasts }) => [...forecasts.values()].some((all) => all.some(Boolean)));
  if (judged.length > 0) {
    note('forecast.given-up-early', { methods: judged.map(({ contestant }) => contestant.forecaster.id) });
  }
  const cut = searched.judged.filter(({ status }) => status === 'cancelled');
  if (cut.length > 0) {
    note('forecast.finished-early', { methods: cut.map(({ contestant }) => contestant.forecaster.id) });
  }
  if (folds.length > 0 && folds.length < 3) careful('forecast.few-origins', { count: folds.length });
  const narrow = outcomes.filter(({ conclusion, evidence }) => insideOf(conclusion, evidence) < LEAST_COVERAGE).length;
  if (narrow > 0.1 * outcomes.length) careful('forecast.fans-narrow', { series: narrow, of: outcomes.length });
  return findings;
}

/** Share of the points of the backtest inside the 90 % interval, 1 where there are none. */
function insideOf({ told }: SeriesOutcome['conclusion'], { folds }: SeriesOutcome['evidence']): number {
  let [inside, points] = [0, 0];
  for (const { index, fan } of told) {
    const actual = folds.find((fold) => fold.index === index)?.item.actual ?? new Float64Array(0);
    for (const [h, y] of actual.entries()) {
      if (!Number.isFinite(y)) continue;
      points++;
      const low = fan.quantiles[0]?.[h] as number;
      const high = fan.quantiles[fan.quantiles.length - 1]?.[h] as number;
      if (y >= low && y <= high) inside++;
    }
  }
  return points > 0 ? inside / points : 1;
}
