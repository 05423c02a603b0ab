/** Values a method needs at least to be judged on what comes after them. */
export const LEAST_TRAINING = 8;
/** Share of a series that the earliest origin leaves: one that had much less says little about today. */
const LEAST_SHARE = 0.4;
/** Rounds of the season that lie before the earliest origin, where there are so many. */
const LEAST_ROUNDS = 2;
/** Folds are what tells methods apart: a few series get more, for they cannot lend each other evidence; thousands fewer. */
const FEW_SERIES = 10;
const PLENTY = 10;
const MANY_SERIES = 400;
const FEW_FOLDS = 3;
/** With fewer folds than this, windows overlap. */
const ENOUGH_FOLDS = 4;
/** Windows overlap by two thirds at most. */
const LEAST_STRIDE = 1 / 3;

/** How far origins lie apart, and how many there are at most. */
export interface OriginPlan {
  readonly stride: number;
  readonly most: number;
}

/** How often it is looked back. */
export type Looks = 'few' | 'usual' | 'many';

const mostFolds = (horizon: number, series: number, looks: Looks): number => {
  if (series > MANY_SERIES || looks === 'few') return FEW_FOLDS;
  if (series <= FEW_SERIES || looks === 'many') return PLENTY;
  return horizon <= 3 ? 8 : horizon <= 8 ? 6 : 5;
};

const leastBefore = (length: number, period: number): number =>
  Math.max(LEAST_TRAINING, LEAST_ROUNDS * period + 1, Math.ceil(LEAST_SHARE * length));

/**
 * Origins for series of one set, by one of typical length: all have the same stride, so that what a method over all
 * series sees of one is never later, counted from its end, than what it foretells of another.
 * @param series how many there are
 */
export function planOrigins(
  length: number,
  horizon: number,
  period: number,
  series: number,
  looks: Looks = 'usual',
): OriginPlan {
  const most = mostFolds(horizon, series, looks);
  const room = length - horizon - leastBefore(length, period);
  const enough = most === PLENTY ? most : Math.min(most, ENOUGH_FOLDS);
  if (1 + Math.floor(room / horizon) >= enough) return { stride: horizon, most };
  const least = Math.max(1, Math.ceil(horizon * LEAST_STRIDE));
  const folds = Math.max(1, Math.min(most, 1 + Math.floor(Math.max(0, room) / least)));
  const stride = folds > 1 ? Math.min(horizon, Math.floor(room / (folds - 1))) : horizon;
  return { stride, most };
}

/**
 * Numbers of values that lie before each origin of a series, the latest origin first. Always the whole horizon comes
 * after one. Empty where the series is too short to be judged; one where it is not long enough for more.
 */
export function originsOf(length: number, horizon: number, period: number, { stride, most }: OriginPlan): number[] {
  const latest = length - horizon;
  if (latest < LEAST_TRAINING || latest < LEAST_SHARE * horizon) return [];
  const least = leastBefore(length, period);
  const cuts = [latest];
  for (let cut = latest - stride; cuts.length < most && cut >= least; cut -= stride) cuts.push(cut);
  return cuts;
}

/** Values that a series must have to be judged so far ahead. */
export const pointsNeeded = (horizon: number): number =>
  horizon + Math.max(LEAST_TRAINING, Math.ceil(LEAST_SHARE * horizon));
