import { allRows } from '../../../prepare/split.ts';
import type { Table } from '../../../table/table.ts';
import { boostedTrees, type BoostParams, type BoostState } from '../../boost/estimator.ts';
import { BOOST_DEFAULTS } from '../../boost/params.ts';
import type { FitProgress } from '../../estimator.ts';
import type { Pacer } from '../../pacer.ts';
import type { LagRows } from './rows.ts';

/** Fewer and smaller trees than for a table: rows of neighbouring origins say nearly the same. */
export const LAGS_DEFAULTS: BoostParams = {
  ...BOOST_DEFAULTS,
  trees: 60,
  learningRate: 0.08,
  leaves: 10,
  minLeaf: 20,
  l2: 5,
  rowShare: 0.6,
  columnShare: 0.6,
  patience: 0,
  maxBins: 63,
};

/** Variance of the share that trees deserve, before anything was seen; its mean is 1. */
const SHARE_VARIANCE = 0.25;
const LEAST_ROWS = 10;

/** Trees over what the line leaves. */
export interface LagTrees {
  readonly state: BoostState;
  /** Share of what they say that is added. */
  readonly share: number;
  /** What that is, for each row. */
  readonly added: Float64Array;
}

/** Rows of one origin are hardly more than one piece of evidence: leaves must hold as many origins as rows were asked for. */
const forRepeats = (params: BoostParams, each: number): BoostParams => ({
  ...params,
  minLeaf: params.minLeaf * each,
  l2: params.l2 * each,
});

/** What the trees say of each row of the features. */
export async function treesSay(features: Table, state: BoostState, signal?: AbortSignal): Promise<Float64Array> {
  const said = await boostedTrees.predict(features, state, signal);
  return said.task === 'regression' ? said.values : new Float64Array(features.rowCount);
}

/**
 * How much of what trees from the earlier rows say held in the last part of the series: least squares through the origin,
 * with 1 as what one thinks beforehand. Forecasts of one origin, and of origins nearer than the horizon, count as one.
 */
function shareOf(tried: Float64Array, rest: Float64Array, { late, ahead, each }: LagRows): number {
  let cross = 0;
  let square = 0;
  let noise = 0;
  let steps = 0;
  let count = 0;
  for (let r = 0; r < rest.length; r++) {
    if (late[r] === 0) continue;
    const said = tried[r] as number;
    const wanted = rest[r] as number;
    cross += said * wanted;
    square += said * said;
    noise += (wanted - said) ** 2;
    steps += ahead[r] as number;
    count++;
  }
  if (count === 0) return 1;
  const prior = ((noise / count) * each * (steps / count)) / SHARE_VARIANCE;
  const total = square + prior;
  return total > 0 ? Math.min(1, Math.max(0, (cross + prior) / total)) : 1;
}

/**
 * Grows trees on what the line leaves of each row.
 * @returns undefined where there is too little to grow them on
 */
export async function* fitTrees(
  features: Table,
  rest: Float64Array,
  rows: LagRows,
  params: BoostParams,
  { seed, pacer }: { readonly seed: number; readonly pacer: Pacer },
): AsyncGenerator<FitProgress, LagTrees | undefined> {
  const everyRow = Int32Array.from(rest.keys());
  const canLearn = (chosen: Int32Array): boolean =>
    chosen.length >= LEAST_ROWS && chosen.some((r) => rest[r] !== rest[chosen[0] as number]);
  const settings = forRepeats(params, rows.each);
  /** @param done trees that were grown before */
  async function* grow(chosen: Int32Array, done: number): AsyncGenerator<FitProgress, BoostState> {
    const learned = { features, target: { task: 'regression', values: rest } as const, rows: allRows(chosen) };
    const run = boostedTrees.fit(learned, settings, { seed, pacer });
    for (;;) {
      const step = await run.next();
      if (step.done) return step.value;
      yield { ...step.value, done: done + step.value.done, total: 2 * params.trees };
    }
  }
  if (!canLearn(everyRow)) return undefined;
  const early = everyRow.filter((r) => rows.late[r] === 0);
  const share = canLearn(early)
    ? shareOf(await treesSay(features, yield* grow(early, 0), pacer.signal), rest, rows)
    : 1;
  const state = yield* grow(everyRow, params.trees);
  const said = await treesSay(features, state, pacer.signal);
  return { state, share, added: said.map((v) => share * v) };
}
