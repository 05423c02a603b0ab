import type { Pacer } from '../../pacer.ts';
import { cleaned } from '../cleaned.ts';
import type { PointForecast, View } from '../forecaster.ts';
import { viewFrom } from '../latest.ts';
import { localForecaster, type LocalMethod } from '../local.ts';
import { tooLittle } from '../suits.ts';
import { bendSpacing, makeTerms, type Term } from './terms.ts';
import { createWhitenedRidge, type RidgeFit, type Stiffness, type WhitenedRidge } from './whitened-ridge.ts';

const LEAST_POINTS = 10;
/** Latest values that are learned from. */
const LATEST = 4000;

/** What is tried, in turns: each setting with the others as they are. */
const ARS = [0, 0.3, 0.5, 0.7, 0.85, 0.95, 1] as const;
const BENDS = [1e-4, 1e-3, 1e-2, 0.1, 100] as const;
const SEASONS = [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1] as const;
const STRAIGHT = 100;
const TURNS = 2;
/** A line that bends must leave so much less error than a straight one: where it leads to is known less well. */
const BEND_GAIN = 0.98;

interface Learned {
  readonly from: number;
  readonly logarithm: boolean;
  readonly stiffness: Stiffness;
  /** Of the slope, a step ahead: 1 for a straight line. */
  readonly damping: number;
}

/** A view made ready: its terms, and the values on the scale that they are learned on. */
interface Prepared {
  readonly terms: readonly Term[];
  readonly target: Float64Array;
  readonly center: number;
  readonly scale: number;
}

function prepare(view: View, horizon: number, { from, logarithm, damping }: Omit<Learned, 'stiffness'>): Prepared {
  const part = viewFrom(view, from);
  const values = logarithm ? cleaned(part).map((v) => Math.log(v)) : cleaned(part);
  const n = values.length;
  let center = 0;
  for (const value of values) center += value / n;
  let squares = 0;
  for (const value of values) squares += (value - center) ** 2;
  const scale = Math.sqrt(squares / n) || 1;
  return { terms: makeTerms(part, horizon, damping), target: values.map((v) => (v - center) / scale), center, scale };
}

/** The settings that leave the least error with each value left out, a setting at a time. */
async function settle(ridge: WhitenedRidge, pacer: Pacer): Promise<Stiffness> {
  let best: Stiffness = { ar: 0.5, bend: STRAIGHT, season: 1e-3 };
  let least = ridge.fit(best)?.error ?? Infinity;
  const consider = async (tried: Stiffness): Promise<void> => {
    await pacer.pause();
    const error = ridge.fit(tried)?.error ?? Infinity;
    const starts = tried.bend < STRAIGHT && best.bend >= STRAIGHT;
    if (error < least * (starts ? BEND_GAIN : 1)) {
      least = error;
      best = tried;
    }
  };
  for (let turn = 0; turn < TURNS; turn++) {
    for (const ar of ARS) await consider({ ...best, ar });
    // One change of `ar` means new sums: the others are tried with it standing.
    for (const season of SEASONS) await consider({ ...best, season });
    for (const bend of BENDS) await consider({ ...best, bend });
  }
  return best;
}

/** A line that bent before may bend again: its last slope fades over the stretch between two bends. */
const dampingOf = (bend: number, points: number): number =>
  bend >= STRAIGHT ? 1 : Math.max(0.8, 1 - 1 / (2 * Math.max(1, bendSpacing(points))));

function said(terms: readonly Term[], { coefficients }: RidgeFit, t: number): number {
  let sum = 0;
  for (const [j, { values }] of terms.entries()) sum += (values[t] as number) * (coefficients[j] as number);
  return sum;
}

/** Variance of what the coefficients say at point t, in units of that of the innovations: ‖L⁻¹x‖². */
function doubt(terms: readonly Term[], { factor }: RidgeFit, t: number): number {
  const p = terms.length;
  const row = new Float64Array(p);
  let sum = 0;
  for (const [i, { values }] of terms.entries()) {
    let rest = values[t] as number;
    for (let k = 0; k < i; k++) rest -= (factor.lower[i * p + k] as number) * (row[k] as number);
    row[i] = rest / (factor.lower[i * p + i] as number);
    sum += (row[i] as number) ** 2;
  }
  return sum;
}

const method: LocalMethod<object, Learned> = {
  id: 'fourier',
  version: 1,
  family: 'linear',
  defaults: {},
  unsuited: (view) => tooLittle(view, LEAST_POINTS),
  async learn(view, _horizon, _params, pacer) {
    const from = Math.max(0, view.values.length - LATEST);
    const logarithm = view.nature.multiplicative && view.values.every((v) => v > 0);
    await pacer.pause();
    const { terms, target } = prepare(view, 0, { from, logarithm, damping: 1 });
    const stiffness = await settle(createWhitenedRidge(terms, target), pacer);
    return { from, logarithm, stiffness, damping: dampingOf(stiffness.bend, target.length) };
  },
  forecast(view, horizon, learned): PointForecast | undefined {
    const { logarithm, stiffness } = learned;
    if (logarithm && view.values.some((v) => !(v > 0))) return undefined;
    const { terms, target, center, scale } = prepare(view, horizon, learned);
    const fit = createWhitenedRidge(terms, target).fit(stiffness);
    if (!fit) return undefined;
    const n = target.length;
    const mean = new Float64Array(horizon);
    const spread = new Float64Array(horizon);
    let error = (target[n - 1] as number) - said(terms, fit, n - 1);
    let wander = 0;
    for (let h = 0; h < horizon; h++) {
      error *= stiffness.ar;
      wander = wander * stiffness.ar ** 2 + 1;
      const value = center + scale * (said(terms, fit, n + h) + error);
      const deviation = scale * Math.sqrt(fit.error * (wander + doubt(terms, fit, n + h)));
      mean[h] = logarithm ? Math.exp(value) : value;
      spread[h] = logarithm ? deviation * (mean[h] as number) : deviation;
    }
    return { mean, spread };
  },
  told: ({ stiffness, damping, logarithm }) => ({ ...stiffness, damping, logarithm: Number(logarithm) }),
};

/** Regression on a line that may bend, waves for each season and known columns; its errors follow an AR(1). */
export const fourier = localForecaster(method);
