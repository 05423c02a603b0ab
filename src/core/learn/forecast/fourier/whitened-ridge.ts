import { cholesky, solveCholesky, type Cholesky } from '../../linear/cholesky.ts';
import { addGram, mirrorUpper } from '../../linear/gram.ts';
import type { Term } from './terms.ts';

/** Settings of the regression that leaving one out decides about. */
export interface Stiffness {
  /** Correlation of neighbouring errors. */
  readonly ar: number;
  /** Penalty of a bend of the line, and of a wave or known column, a value. */
  readonly bend: number;
  readonly season: number;
}

export interface RidgeFit {
  readonly coefficients: Float64Array;
  readonly factor: Cholesky;
  /** Mean squared error of the innovations with each left out. */
  readonly error: number;
}

/** Values that are left out in turn at most; spread evenly where there are more. */
const MOST_LEFT_OUT = 300;
/** Penalty of what is hardly to be penalised: it keeps columns apart that the values cannot tell apart. */
const SLIGHT = 1e-5;

function penaltyOf({ kind, weight }: Term, { bend, season }: Stiffness): number {
  switch (kind) {
    case 'level':
      return 1e-9;
    case 'slope':
      return SLIGHT;
    case 'known':
      return weight * Math.max(SLIGHT, season / 10);
    case 'bend':
      return weight * bend;
    case 'season':
      return weight * season;
  }
}

/** Columns and target less `ar` times the row before, the target last; each `rows` long, one behind the other. */
function whiten(terms: readonly Term[], target: Float64Array, ar: number): Float64Array {
  const n = target.length;
  const block = new Float64Array((terms.length + 1) * n);
  const first = Math.sqrt(1 - ar * ar);
  const put = (column: Float64Array, at: number): void => {
    block[at] = first * (column[0] as number);
    for (let t = 1; t < n; t++) block[at + t] = (column[t] as number) - ar * (column[t - 1] as number);
  };
  for (const [j, { values }] of terms.entries()) put(values, j * n);
  put(target, terms.length * n);
  return block;
}

/** A regression whose errors follow an AR(1), for changing penalties. Work is kept from one `ar` to the next call. */
export interface WhitenedRidge {
  /** @returns undefined where the columns cannot be told apart even with the penalty */
  fit(stiffness: Stiffness): RidgeFit | undefined;
}

/** @param target about 1 in size; the terms may be longer than it */
export function createWhitenedRidge(terms: readonly Term[], target: Float64Array): WhitenedRidge {
  const n = target.length;
  const width = terms.length + 1;
  const p = terms.length;
  let ar = Number.NaN;
  let block: Float64Array = new Float64Array(0);
  let products = new Float64Array(0);
  const stride = Math.max(1, Math.ceil(n / MOST_LEFT_OUT));
  const row = new Float64Array(p);

  /** ‖L⁻¹x‖² and x·b of row t. */
  const leverage = ({ lower }: Cholesky, coefficients: Float64Array, t: number): { hat: number; said: number } => {
    let hat = 0;
    let said = 0;
    for (let i = 0; i < p; i++) {
      const x = block[i * n + t] as number;
      said += x * (coefficients[i] as number);
      let sum = x;
      const at = i * p;
      for (let k = 0; k < i; k++) sum -= (lower[at + k] as number) * (row[k] as number);
      const z = sum / (lower[at + i] as number);
      row[i] = z;
      hat += z * z;
    }
    return { hat, said };
  };

  return {
    fit(stiffness) {
      if (stiffness.ar !== ar) {
        ar = stiffness.ar;
        block = whiten(terms, target, ar);
        products = new Float64Array(width * width);
        addGram(block, width, n, n, products);
        mirrorUpper(products, width);
      }
      const normal = new Float64Array(p * p);
      const right = new Float64Array(p);
      for (let i = 0; i < p; i++) {
        for (let j = 0; j < p; j++) normal[i * p + j] = products[i * width + j] as number;
        normal[i * p + i]! += n * penaltyOf(terms[i] as Term, stiffness);
        right[i] = products[i * width + p] as number;
      }
      const factor = cholesky(normal, p);
      if (!factor) return undefined;
      const coefficients = solveCholesky(factor, right);
      let squares = 0;
      let count = 0;
      for (let t = (n - 1) % stride; t < n; t += stride) {
        const { hat, said } = leverage(factor, coefficients, t);
        const error = ((block[p * n + t] as number) - said) / Math.max(1e-3, 1 - hat);
        squares += error * error;
        count++;
      }
      return { coefficients, factor, error: squares / count };
    },
  };
}
