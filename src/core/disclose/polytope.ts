/** Σ over the named atoms, as somebody can read it or add it up from what was published. */
export interface PublishedSum {
  readonly atoms: readonly number[];
  readonly value: number;
  /** Where it was published rounded: the most that it can be, `value` being the least. */
  readonly upTo?: number;
}

/** All x ≥ 0 that agree with some sums, at one of its corners; the simplex method walks from corner to corner. */
export interface Polytope {
  /** Value of each atom at the present corner. */
  corner(): Float64Array;
  /**
   * One step towards more of an atom.
   * @returns `stepped`, `at-most` when the corner already has the most of it, `unbounded` when there is no most
   */
  raise(atom: number): 'stepped' | 'at-most' | 'unbounded';
}

const EPSILON = 1e-9;

/**
 * The first corner found, or undefined where no x ≥ 0 agrees with the sums. Dense tableau with Bland's rule (Bland
 * 1977), which never cycles; meant for up to some hundreds of atoms and some dozens of sums.
 */
export function openPolytope(atomCount: number, sums: readonly PublishedSum[]): Polytope | undefined {
  if (sums.some(({ value }) => value < 0)) return undefined;
  const tableau = new Tableau(atomCount, sums);
  if (!tableau.findCorner()) return undefined;
  return { corner: () => tableau.corner(), raise: (atom) => tableau.raise(atom) };
}

/** Rows are equations solved for one basic variable each; columns past the atoms are artificial, one a sum. */
class Tableau {
  readonly #atoms: number;
  #width: number;
  #rows: Float64Array[];
  #basis: number[];

  constructor(atomCount: number, sums: readonly PublishedSum[]) {
    this.#atoms = atomCount;
    this.#width = atomCount + sums.length;
    this.#basis = sums.map((_, r) => atomCount + r);
    this.#rows = sums.map(({ atoms, value }, r) => {
      const row = new Float64Array(this.#width + 1);
      for (const atom of atoms) row[atom] = 1;
      row[atomCount + r] = 1;
      row[this.#width] = value;
      return row;
    });
  }

  /** Phase one: drives the artificial variables to 0 and out. */
  findCorner(): boolean {
    for (;;) {
      const gain = this.#artificialGain();
      let entering = -1;
      for (let j = 0; j < this.#atoms && entering < 0; j++) if ((gain[j] as number) > EPSILON) entering = j;
      if (entering < 0) break;
      const row = this.#leaving(entering);
      if (row < 0) break;
      this.#pivot(row, entering);
    }
    if ((this.#artificialGain()[this.#atoms] as number) > 1e-6) return false;
    for (let r = this.#rows.length - 1; r >= 0; r--) this.#dropArtificial(r);
    return true;
  }

  /** How much a unit of each atom takes off the artificial variables, and last what is left of these. */
  #artificialGain(): Float64Array {
    const gain = new Float64Array(this.#atoms + 1);
    this.#rows.forEach((row, r) => {
      if ((this.#basis[r] as number) < this.#atoms) return;
      for (let j = 0; j < this.#atoms; j++) gain[j] = (gain[j] as number) + (row[j] as number);
      gain[this.#atoms] = (gain[this.#atoms] as number) + (row[this.#width] as number);
    });
    return gain;
  }

  #dropArtificial(r: number): void {
    if ((this.#basis[r] as number) < this.#atoms) return;
    const row = this.#rows[r] as Float64Array;
    for (let j = 0; j < this.#atoms; j++) {
      if (Math.abs(row[j] as number) <= EPSILON) continue;
      this.#pivot(r, j);
      return;
    }
    // The sum follows from the others.
    this.#rows.splice(r, 1);
    this.#basis.splice(r, 1);
  }

  corner(): Float64Array {
    const values = new Float64Array(this.#atoms);
    this.#rows.forEach((row, r) => (values[this.#basis[r] as number] = row[this.#width] as number));
    return values;
  }

  raise(atom: number): 'stepped' | 'at-most' | 'unbounded' {
    const own = this.#basis.indexOf(atom);
    const entering = own < 0 ? atom : this.#helping(own);
    if (entering < 0) return 'at-most';
    const row = this.#leaving(entering);
    if (row < 0) return 'unbounded';
    this.#pivot(row, entering);
    return 'stepped';
  }

  /** The first variable outside the basis of which more means more of the one that row `own` stands for. */
  #helping(own: number): number {
    const row = this.#rows[own] as Float64Array;
    for (let j = 0; j < this.#atoms; j++) if ((row[j] as number) < -EPSILON) return j;
    return -1;
  }

  #leaving(entering: number): number {
    let best = -1;
    let least = Infinity;
    this.#rows.forEach((row, r) => {
      const slope = row[entering] as number;
      if (slope <= EPSILON) return;
      const ratio = (row[this.#width] as number) / slope;
      const first = best < 0 || (this.#basis[r] as number) < (this.#basis[best] as number);
      if (ratio < least - EPSILON || (ratio < least + EPSILON && first)) {
        best = r;
        least = Math.min(least, ratio);
      }
    });
    return best;
  }

  #pivot(r: number, j: number): void {
    const pivotRow = this.#rows[r] as Float64Array;
    const scale = pivotRow[j] as number;
    for (let k = 0; k <= this.#width; k++) pivotRow[k] = (pivotRow[k] as number) / scale;
    for (const row of this.#rows) {
      const factor = row[j] as number;
      if (row === pivotRow || factor === 0) continue;
      for (let k = 0; k <= this.#width; k++) row[k] = (row[k] as number) - factor * (pivotRow[k] as number);
    }
    this.#basis[r] = j;
  }
}
