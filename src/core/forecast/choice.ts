import { combine, membersBy, type CombinationRule, type Ranked } from './combine.ts';
import { lossOf, type Candidate, type SeriesEvidence } from './evidence.ts';
import type { SeriesGroup } from './groups.ts';
import { lossesOf, meanOf, type Losses } from './losses.ts';
import type { Member } from './types.ts';

/**
 * Methods that go by a single value. Where many values are 0 that value is luck: mostly they foretell 0, which the mean
 * absolute error likes, and now and then a rare order for ever.
 */
const BY_ONE_VALUE: readonly string[] = ['naive', 'drift'];

/** Whether every series has its own, or those alike have one together. */
export type ChoiceScope = 'each' | 'all';

export interface SeriesChoice {
  /** Empty where nothing was judged. */
  readonly members: readonly Member[];
  /** By fold: what would have been chosen without knowing that fold; equal to `members` where there is no other fold. */
  readonly without: ReadonlyMap<number, readonly Member[]>;
}

export interface Choice {
  readonly scope: ChoiceScope;
  readonly rule: CombinationRule;
  /** In the order of the evidence. */
  readonly series: readonly SeriesChoice[];
}

export interface ChoiceInput {
  readonly evidence: readonly SeriesEvidence[];
  readonly methods: readonly Candidate[];
  /** Series of one group borrow evidence from each other; by series. */
  readonly groups: readonly SeriesGroup[];
}

/** Fewer series than this have no evidence to lend. */
const LEAST_LENDERS = 3;
/** A method must have been judged on this share of a series' folds to be chosen for it. */
const LEAST_FOLDS = 0.5;

const scopes = ['each', 'all'] as const;
const rules = ['best', 'mean', 'inverse'] as const;

/**
 * Chooses for every series: errors of the backtest, drawn towards what its group says the more, the less folds tell series
 * apart (few folds alone are noise). Whether each has its own, and whether one method or several together, is settled by
 * which does better on folds left out. A network stands for choice only where no other method has a smaller error.
 */
export function choose(input: ChoiceInput): Choice {
  const losses = lossesOf(input.evidence, input.methods);
  const folds = Math.max(0, ...input.evidence.map((one) => one.folds.length));
  const whole = rankAll(losses, input, undefined);
  const left = Array.from({ length: folds > 1 ? folds : 0 }, (_, fold) => rankAll(losses, input, fold));
  const options = scopes.flatMap((scope) => rules.map((rule) => ({ scope, rule })));
  const judged = options.map(({ scope, rule }) => judgeOption(input, losses, left, scope, rule));
  const place = pickOption(judged, options);
  const { scope, rule } = options[place] as (typeof options)[number];
  const series = input.evidence.map((one, s): SeriesChoice => {
    const members = membersBy(rule, rankedFor(whole, s, scope));
    const without = new Map(
      one.folds.map(({ index }, k) => {
        const other = one.folds.length > 1 && left[k] ? membersBy(rule, rankedFor(left[k], s, scope)) : members;
        return [index, other.length > 0 ? other : members] as const;
      }),
    );
    return { members, without };
  });
  return { scope, rule, series };
}

/** Relative errors of the methods by series, as they stand without one fold. */
interface Standing {
  readonly each: readonly (readonly Ranked[])[];
  readonly all: readonly (readonly Ranked[])[];
}

const rankedFor = (standing: Standing, series: number, scope: ChoiceScope): readonly Ranked[] =>
  standing[scope][series] ?? [];

function rankAll({ of, methods }: Losses, { evidence, groups }: ChoiceInput, out: number | undefined): Standing {
  const own = of.map((byMethod) =>
    byMethod.map((byFold) => {
      const kept = byFold.filter((_, fold) => fold !== out);
      const known = kept.filter((loss) => Number.isFinite(loss)).length;
      return known > 0 && known >= LEAST_FOLDS * kept.length ? meanOf(kept) : NaN;
    }),
  );
  const pools = new Map<SeriesGroup, Pool>();
  for (const group of new Set(groups))
    pools.set(
      group,
      poolOf(of, own, out, (s) => groups[s] === group),
    );
  const everything = poolOf(of, own, out, () => true);
  const each: Ranked[][] = [];
  const all: Ranked[][] = [];
  for (const s of evidence.keys()) {
    const alike = pools.get(groups[s] as SeriesGroup) as Pool;
    const pool = alike.series >= LEAST_LENDERS ? alike : everything;
    const lend = pool.series >= LEAST_LENDERS;
    // One that was too short to be judged is taken to be like the others.
    const isUnjudged = evidence[s]?.folds.length === 0;
    const mine = lend && isUnjudged ? pool.mean : (own[s] as readonly number[]);
    const group = groups[s] as SeriesGroup;
    const shrunk = mine.map((loss, m) => {
      const common = pool.mean[m] as number;
      return lend && Number.isFinite(common) ? pool.weight * loss + (1 - pool.weight) * common : loss;
    });
    const pooled = mine.map((loss, m) => (Number.isFinite(loss) ? (lend ? (pool.mean[m] as number) : loss) : NaN));
    each.push(admitted({ methods, group, losses: shrunk, decisive: mine }));
    all.push(admitted({ methods, group, losses: pooled, decisive: lend ? pool.mean : mine }));
  }
  return { each, all };
}

interface Standings {
  readonly methods: readonly Candidate[];
  readonly group: SeriesGroup;
  /** By which methods are ranked. */
  readonly losses: readonly number[];
  /** By which a network has to win: errors of the series, or, where one is chosen for all, of all. */
  readonly decisive: readonly number[];
}

/** Who may be chosen: of networks only those that win the backtest; nothing that goes by one value where most are 0. */
function admitted({ methods, group, losses, decisive }: Standings): Ranked[] {
  const others = methods.flatMap(({ family }, m) => (family === 'network' ? [] : [decisive[m] as number]));
  const least = Math.min(...others.filter((loss) => Number.isFinite(loss)));
  const mayStand = ({ method, family }: Candidate, m: number): boolean => {
    if (!Number.isFinite(losses[m])) return false;
    if (group === 'demand' && BY_ONE_VALUE.includes(method)) return false;
    return family !== 'network' || (decisive[m] as number) < least;
  };
  return methods.flatMap((one, m) => (mayStand(one, m) ? [{ method: one.method, loss: losses[m] as number }] : []));
}

/** What series that are alike say together. */
interface Pool {
  readonly series: number;
  /** Mean relative error by method. */
  readonly mean: readonly number[];
  /** Weight of a series' own evidence, 0 … 1. */
  readonly weight: number;
}

function poolOf(
  of: Losses['of'],
  own: readonly (readonly number[])[],
  out: number | undefined,
  isIn: (series: number) => boolean,
): Pool {
  const members = own.flatMap((byMethod, s) => (isIn(s) && byMethod.some((loss) => Number.isFinite(loss)) ? [s] : []));
  const methods = own[0]?.length ?? 0;
  const mean = Array.from({ length: methods }, (_, m) => meanOf(members.map((s) => own[s]?.[m] ?? NaN)));
  let [between, noise] = [0, 0];
  for (let m = 0; m < methods; m++) {
    between += varianceOf(members.map((s) => own[s]?.[m] ?? NaN));
    noise += meanOf([
      0,
      ...members.map((s) => {
        const folds = (of[s]?.[m] ?? []).filter((loss, fold) => fold !== out && Number.isFinite(loss));
        return folds.length > 1 ? varianceOf(folds) / folds.length : NaN;
      }),
    ]);
  }
  const weight = between > 0 ? Math.max(0, 1 - noise / between) : 0;
  return { series: members.length, mean, weight };
}

function varianceOf(values: readonly number[]): number {
  const known = values.filter((value) => Number.isFinite(value));
  if (known.length < 2) return 0;
  const center = meanOf(known);
  return known.reduce((sum, value) => sum + (value - center) ** 2, 0) / (known.length - 1);
}

/** Errors on folds left out, by series and fold, flat; relative as in `losses`. */
function judgeOption(
  { evidence }: ChoiceInput,
  { usual }: Losses,
  left: readonly Standing[],
  scope: ChoiceScope,
  rule: CombinationRule,
): number[] {
  return evidence.flatMap(({ folds }, s) =>
    folds.length < 2
      ? []
      : folds.map(({ item, forecasts }, k) => {
          const members = membersBy(rule, rankedFor(left[k] as Standing, s, scope));
          const forecast = combine(forecasts, members);
          return forecast ? lossOf(item, forecast.mean) / (usual[s] as number) : NaN;
        }),
  );
}

/** The option that is taken unless another is clearly better on folds left out. */
const USUAL = { scope: 'each', rule: 'inverse' } as const;
/** Standard errors by which another has to be better. */
const CLEARLY = 1;

function pickOption(
  judged: readonly (readonly number[])[],
  options: readonly { readonly scope: ChoiceScope; readonly rule: CombinationRule }[],
): number {
  const usual = options.findIndex(({ scope, rule }) => scope === USUAL.scope && rule === USUAL.rule);
  let [best, gain] = [usual, 0];
  for (const [place, losses] of judged.entries()) {
    const differences = losses
      .map((loss, i) => (judged[usual]?.[i] as number) - loss)
      .filter((difference) => Number.isFinite(difference));
    const mean = meanOf(differences);
    const error = Math.sqrt(varianceOf(differences) / differences.length);
    if (mean > CLEARLY * error && mean > gain) [best, gain] = [place, mean];
  }
  return best;
}
