import type { Message } from '../../core/errors.ts';
import { lossOf, type SeriesEvidence } from '../../core/forecast/evidence.ts';
import { pairedTest, type PairedTest } from '../../core/forecast/paired.ts';
import type { ForecastScores } from '../../core/forecast/types.ts';
import { REFERENCES } from './contestants.ts';
import { nameOf, type SeriesOutcome } from './outcome.ts';

/** One-sided: with a handful of folds nothing more is to be had. */
const SIGNIFICANT = 0.1;
const LEAST_FOLDS = 3;
/** Series from which on each of them counts as one piece of evidence. */
const ENOUGH_SERIES = 5;

/** Seasonal naive where it was judged on every fold, else naive. */
export const referenceOf = ({ folds }: SeriesEvidence): string =>
  REFERENCES.findLast((method) => folds.length > 0 && folds.every(({ forecasts }) => forecasts.has(method))) ?? 'naive';

/** By fold: how much smaller the error of what is chosen was than that of the naive forecast, in MASE; NaN if unknown. */
export function gainsOver({ evidence, conclusion }: Pick<SeriesOutcome, 'evidence' | 'conclusion'>): number[] {
  const reference = referenceOf(evidence);
  return evidence.folds.map(({ index, item, forecasts }) => {
    const naive = forecasts.get(reference);
    const told = conclusion.told.find((one) => one.index === index);
    return naive && told ? lossOf(item, naive.mean) - lossOf(item, told.fan.mean) : NaN;
  });
}

const isClear = ({ gain, pValue }: PairedTest): boolean => gain > 0 && pValue < SIGNIFICANT;

/** `forecast.nothing-to-learn`, `.too-short`, `.clearly-better`, `.naive-as-good`, `.few-folds` */
export function seriesVerdict(outcome: SeriesOutcome, own: ForecastScores | undefined): Message {
  const { view, evidence, members } = outcome;
  const method = nameOf(members);
  const { kind } = view.nature;
  if (kind === 'constant' || kind === 'zero') {
    return { code: 'forecast.nothing-to-learn', params: { kind, value: view.values[0] ?? 0 } };
  }
  const reference = referenceOf(evidence);
  const naive = outcome.scores.get(reference)?.scores;
  if (!own || !naive) return { code: 'forecast.too-short', params: { points: view.values.length, method } };
  const test = pairedTest(gainsOver(outcome));
  return worded(
    test,
    { method, reference, mase: own.mase, naive: naive.mase, folds: evidence.folds.length },
    LEAST_FOLDS,
  );
}

interface Compared {
  readonly method: string;
  readonly reference: string;
  readonly mase: number;
  readonly naive: number;
  readonly folds: number;
}

function worded(test: PairedTest, compared: Compared, leastBlocks: number): Message {
  const gain = compared.naive > 0 ? 1 - compared.mase / compared.naive : 0;
  const params = { ...compared, gain };
  if (compared.method === compared.reference) return { code: 'forecast.naive-as-good', params };
  if (isClear(test) && test.blocks >= leastBlocks) return { code: 'forecast.clearly-better', params };
  return { code: test.blocks < leastBlocks ? 'forecast.few-folds' : 'forecast.naive-as-good', params };
}

/**
 * Over all series: with enough of them each is one piece of evidence, else each fold.
 * @param outcomes of the series, without the total
 * @param figures means over the series that were judged
 */
export function overallVerdict(
  outcomes: readonly SeriesOutcome[],
  figures: { readonly chosen: ForecastScores; readonly naive: ForecastScores },
): Message {
  const [only] = outcomes;
  const judged = outcomes.filter(({ evidence }) => evidence.folds.length > 0);
  if (only && judged.length === 0) return seriesVerdict(only, undefined);
  if (judged.every(({ view: { nature } }) => nature.kind === 'constant' || nature.kind === 'zero')) {
    return { code: 'forecast.all-still', params: { series: outcomes.length } };
  }
  const names = new Set(judged.map(({ members }) => nameOf(members)));
  const references = new Set(judged.map(({ evidence }) => referenceOf(evidence)));
  const folds = Math.max(...judged.map(({ evidence }) => evidence.folds.length));
  const compared = {
    method: names.size === 1 ? ([...names][0] as string) : 'several',
    reference: references.size === 1 ? ([...references][0] as string) : 'naive',
    mase: figures.chosen.mase,
    naive: figures.naive.mase,
    folds,
  };
  const bySeries = judged.map((outcome) => gainsOver(outcome));
  const mean = (values: readonly number[]): number => {
    const known = values.filter((value) => Number.isFinite(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const enough = judged.length >= ENOUGH_SERIES;
  const blocks = enough
    ? bySeries.map(mean)
    : Array.from({ length: folds }, (_, k) => mean(bySeries.map((own) => own[k] ?? NaN)));
  return worded(pairedTest(blocks), compared, enough ? ENOUGH_SERIES : LEAST_FOLDS);
}
