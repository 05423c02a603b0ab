import { wilson } from '../../../core/stats/tests.ts';
import type { CalibrationBin, LiftPoint, Point, ThresholdPoint } from '../../../core/metrics/types.ts';
import type { BinaryCurves } from '../report.ts';
import type { MulticlassView, RegressionView, ReportView } from '../report-view.ts';
import type { ScoreBand, SharedPredict } from './types.ts';

/** Bins of calibration that a picture shows. */
const CALIBRATION_BINS = 10;

/**
 * What the pictures are drawn from, out of a report that somebody shared. Curves run from band to band, and thresholds
 * are told where bands begin and nowhere between.
 * @param body checked by `SharedPredictSchema`
 */
export function openShared(body: SharedPredict): ReportView {
  const { rows, bands, threshold, formula } = body;
  const binary = body.task === 'binary' && bands && bands.length > 0 ? { test: curvesOf(bands) } : undefined;
  const multiclass = multiclassOf(body);
  const regression = regressionOf(body);
  const positive = body.task === 'binary' ? body.classes?.[1] : undefined;
  return {
    task: body.task,
    ...(body.classes ? { classes: body.classes } : {}),
    verdict: body.verdict,
    test: body.test,
    testRows: rows.test,
    ...(binary ? { testPositives: binary.test.positives } : {}),
    ...(threshold ? { threshold } : {}),
    selectionMetric: body.selectionMetric,
    importances: body.importances ?? [],
    dependence: (body.dependence ?? []).map((one) => ({ ...one, rows: 'validation' })),
    ...(formula ? { formula: { ...formula, rows: 'train' } } : {}),
    cards: (body.cards ?? []).map((card, i) => ({ ...card, id: `card-${i + 1}` })),
    plan: {
      question: { target: body.target, ...(positive === undefined ? {} : { positive }), split: body.split },
    },
    data: { rowCount: rows.total, columns: columnsOf(body).map((column) => ({ column })) },
    split: { train: rows.train, test: rows.test, validation: rows.validation },
    chosen: body.chosen,
    ...(binary ? { binary } : {}),
    ...(multiclass ? { multiclass } : {}),
    ...(regression ? { regression } : {}),
  };
}

/** Every column that is named, the target first, then as strong as they are. */
function columnsOf({ target, importances = [], dependence = [], formula, cards = [], model }: SharedPredict): string[] {
  const named = [
    target,
    ...importances.map(({ column }) => column),
    ...dependence.map(({ column }) => column),
    ...(model?.inputs ?? []).map(({ name }) => name),
    ...(formula?.coefficients ?? []).map(({ column }) => column),
    ...cards.flatMap(({ segment }) => segment.map(({ column }) => column)),
  ];
  return [...new Set(named)];
}

function multiclassOf({
  task,
  classes,
  confusion,
  rows,
}: SharedPredict): { readonly test: MulticlassView } | undefined {
  if (task !== 'multiclass' || !classes || !confusion) return undefined;
  return { test: { rows: 'test', rowCount: rows.test, classes, confusion } };
}

function regressionOf({
  groups,
  residuals,
  typicalError80,
  rows,
}: SharedPredict): { readonly test: RegressionView } | undefined {
  if (!groups || !residuals || typicalError80 === undefined) return undefined;
  return { test: { rows: 'test', rowCount: rows.test, groups, residuals, typicalError80 } };
}

interface Cumulated {
  readonly from: number;
  readonly yes: number;
  readonly no: number;
}

/** @param bands from the lowest to the highest */
function curvesOf(bands: readonly ScoreBand[]): BinaryCurves {
  let yes = 0;
  let no = 0;
  // From the best-scored rows down: how many lie at or above each band's start.
  const above = bands.toReversed().map((band): Cumulated => {
    yes += band.yes;
    no += band.no;
    return { from: band.from, yes, no };
  });
  const all = { yes, no };
  return {
    rows: 'test',
    rowCount: yes + no,
    positives: yes,
    roc: rocOf(above, all),
    pr: prOf(above, all),
    calibration: calibrationOf(bands),
    lift: liftOf(above, all),
    thresholds: [...above.toReversed().map((point) => thresholdOf(point, all)), ...nothingAbove(bands, all)],
  };
}

type Totals = Pick<Cumulated, 'yes' | 'no'>;

const thresholdOf = ({ from, yes, no }: Cumulated, all: Totals): ThresholdPoint => ({
  threshold: from,
  truePositives: yes,
  falsePositives: no,
  falseNegatives: all.yes - yes,
  trueNegatives: all.no - no,
});

/** At 1 nothing is "yes", unless a band of its own begins there. */
const nothingAbove = (bands: readonly ScoreBand[], all: Totals): ThresholdPoint[] =>
  bands.at(-1)?.from === 1 ? [] : [thresholdOf({ from: 1, yes: 0, no: 0 }, all)];

function rocOf(above: readonly Cumulated[], all: Totals): Point[] {
  if (all.yes === 0 || all.no === 0) return [];
  return [{ x: 0, y: 0 }, ...above.map(({ yes, no }) => ({ x: no / all.no, y: yes / all.yes }))];
}

function prOf(above: readonly Cumulated[], all: Totals): Point[] {
  const told = above.filter(({ yes, no }) => yes + no > 0);
  const first = told[0];
  if (all.yes === 0 || !first) return [];
  const points = told.map(({ yes, no }) => ({ x: yes / all.yes, y: yes / (yes + no) }));
  // Within the best band precision is that of the whole band.
  const end = points.findIndex(({ x }) => x === 1);
  return [{ x: 0, y: first.yes / (first.yes + first.no) }, ...points.slice(0, end < 0 ? undefined : end + 1)];
}

function liftOf(above: readonly Cumulated[], all: Totals): LiftPoint[] {
  if (all.yes === 0) return [];
  return above
    .filter(({ yes, no }) => yes + no > 0)
    .map(({ yes, no }) => {
      const share = (yes + no) / (all.yes + all.no);
      const captured = yes / all.yes;
      return { share, captured, lift: captured / share };
    });
}

/** Neighbouring bands put together into about ten bins of as many rows. */
function calibrationOf(bands: readonly ScoreBand[]): CalibrationBin[] {
  const all = bands.reduce((sum, { yes, no }) => sum + yes + no, 0);
  const bins: { yes: number; count: number; predicted: number }[] = [];
  let before = 0;
  let last = -1;
  for (const { yes, no, mean } of bands) {
    const count = yes + no;
    if (count === 0) continue;
    const place = Math.floor((CALIBRATION_BINS * (before + count / 2)) / all);
    const bin = place === last ? bins.at(-1) : undefined;
    if (bin) {
      bin.yes += yes;
      bin.count += count;
      bin.predicted += mean * count;
    } else {
      bins.push({ yes, count, predicted: mean * count });
    }
    last = place;
    before += count;
  }
  return bins.map(({ yes, count, predicted }) => ({
    meanPredicted: predicted / count,
    observed: yes / count,
    count,
    ...wilson(yes, count),
  }));
}
