import type { Message } from '../../core/errors.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { pairedBootstrap } from '../../core/metrics/bootstrap.ts';
import type { Estimate, MetricName } from '../../core/metrics/types.ts';
import type { SearchSpace } from '../../core/prepare/compact.ts';
import { ranked, type Contender } from './contender.ts';

export interface ChooseInput {
  readonly baseline: Contender;
  /** One an estimator, without the baseline. */
  readonly contenders: readonly Contender[];
  readonly blend: Contender | undefined;
  readonly space: SearchSpace;
  readonly metric: MetricName;
  readonly seed: number;
  /** Entity of each validation row, where whole entities are resampled. */
  readonly groups: Int32Array | undefined;
  readonly pacer: Pacer;
  readonly method?: { readonly networkMustLead?: true };
}

export interface Choice {
  readonly chosen: Contender;
  /** Gain of the chosen model over the baseline on validation rows. */
  readonly gain: Estimate;
  /** The more complex model that the chosen linear one is as good as, and by how much that leads. */
  readonly asGoodAs?: { readonly other: Contender; readonly lead: Estimate };
}

/** One standard error, read off a 95 % interval. */
export const standardError = ({ low, high }: Estimate): number => (high - low) / (2 * 1.959964);

/**
 * The model to keep, on validation rows alone:
 * 1. the best single model;
 * 2. a blend instead, where it leads by more than one standard error of the paired difference (its weights were chosen
 *    on the same rows, so a hair's breadth proves nothing);
 * 3. where a lens asks for it, the best model without a network instead, where a network does not lead it clearly: several
 *    networks are tried, and the luckiest of them is a standard error ahead often enough;
 * 4. the linear model instead, where the best leads it by at most one standard error: the simplest model within noise of the
 *    best is the one to read, explain and trust (Breiman's one-standard-error rule);
 * 5. the baseline, where the result is not better than it at all.
 */
export async function choose(input: ChooseInput): Promise<Choice> {
  const { baseline, contenders, metric } = input;
  const lead = async (first: Contender, second: Contender): Promise<Estimate> =>
    pairedBootstrap(metric, input.space.target, input.space.validation, first.prediction, second.prediction, {
      seed: input.seed,
      pacer: input.pacer,
      ...(input.groups ? { groups: input.groups } : {}),
    });
  const zero: Estimate = { value: 0, low: 0, high: 0 };
  let [best] = ranked(contenders, metric);
  if (!best) return { chosen: baseline, gain: zero };
  if (input.blend) {
    const byBlending = await lead(best, input.blend);
    if (byBlending.value > standardError(byBlending)) best = input.blend;
  }
  let asGoodAs: Choice['asGoodAs'];
  const plain = input.method?.networkMustLead && hasNetwork(best, contenders) ? withoutNetworks(input) : undefined;
  if (plain) {
    const byNetwork = await lead(plain, best);
    if (byNetwork.value <= CLEAR_LEAD * standardError(byNetwork)) {
      asGoodAs = { other: best, lead: byNetwork };
      best = plain;
    }
  }
  const [linear] = ranked(
    contenders.filter(({ family }) => family === 'linear'),
    metric,
  );
  if (linear && linear !== best) {
    const byComplexity = await lead(linear, best);
    if (byComplexity.value <= standardError(byComplexity)) {
      asGoodAs = { other: best, lead: byComplexity };
      best = linear;
    }
  } else if (linear) {
    const [second] = ranked(
      contenders.filter((other) => other !== linear),
      metric,
    );
    if (second && !asGoodAs) asGoodAs = { other: second, lead: await lead(linear, second) };
  }
  const gain = await lead(baseline, best);
  if (!(gain.value > 0)) return { chosen: baseline, gain: zero };
  return { chosen: best, gain, ...(asGoodAs ? { asGoodAs } : {}) };
}

const hasNetwork = (one: Contender, contenders: readonly Contender[]): boolean =>
  one.members.some(({ estimator }) =>
    contenders.some((other) => other.family === 'network' && other.estimator === estimator.id),
  );

/** Standard errors by which a network has to lead where it must. */
const CLEAR_LEAD = 2;

/** The best single model that is no network. */
const withoutNetworks = ({ contenders, metric }: ChooseInput): Contender | undefined =>
  ranked(
    contenders.filter(({ family }) => family !== 'network'),
    metric,
  )[0];

export interface VerdictInput {
  readonly choice: Choice;
  readonly metric: MetricName;
  readonly validationRows: number;
  /** Gain over the baseline on the test rows. */
  readonly testGain: Estimate;
  readonly testRows: number;
}

/** Below so many validation rows "nothing helps" may as well mean "too few rows to tell". */
const FEW_ROWS = 300;

/**
 * What to make of the result, in one code:
 * `verdict.nothing-beats-baseline`, `verdict.too-little-data` (params: rows, needed), `verdict.not-confirmed` (better on
 * validation rows, not surely on test rows), `verdict.simple-is-as-good`, `verdict.useful`.
 */
export function verdictOf({ choice, metric, validationRows, testGain, testRows }: VerdictInput): Message {
  const { chosen, gain, asGoodAs } = choice;
  const params = { metric, estimator: chosen.estimator, gain: gain.value, low: gain.low, high: gain.high };
  // NaN (a resample without one of the classes throughout) is no proof either.
  if (!(gain.low > 0)) {
    const needed = rowsToTell(gain, validationRows);
    return validationRows < FEW_ROWS && needed !== undefined
      ? { code: 'verdict.too-little-data', params: { ...params, rows: validationRows, needed } }
      : { code: 'verdict.nothing-beats-baseline', params: { ...params, rows: validationRows } };
  }
  const tested = { testGain: testGain.value, testLow: testGain.low, testHigh: testGain.high, testRows };
  if (!(testGain.low > 0)) return { code: 'verdict.not-confirmed', params: { ...params, ...tested } };
  if (asGoodAs) {
    const { other, lead } = asGoodAs;
    const compared = { other: other.estimator, lead: lead.value, leadLow: lead.low, leadHigh: lead.high };
    return { code: 'verdict.simple-is-as-good', params: { ...params, ...tested, ...compared } };
  }
  return { code: 'verdict.useful', params: { ...params, ...tested } };
}

/** Rows at which a gain as large as the one seen would stand clear of 0: an interval narrows with the root of the rows. */
function rowsToTell(gain: Estimate, rows: number): number | undefined {
  if (!(gain.value > 0)) return undefined;
  return Math.ceil((rows * ((1.959964 * standardError(gain)) / gain.value) ** 2) / 10) * 10;
}
