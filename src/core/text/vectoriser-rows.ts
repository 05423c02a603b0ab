import type { SparseRows } from './sparse.ts';

/** Grows sparse rows, one after another. */
export class SparseBuilder {
  readonly #rows: number;
  readonly #columns: number;
  readonly #offsets: Float64Array;
  #indices = new Int32Array(1 << 12);
  #values = new Float32Array(1 << 12);
  #row = 0;

  constructor(rows: number, columns: number) {
    this.#rows = rows;
    this.#columns = columns;
    this.#offsets = new Float64Array(rows + 1);
  }

  /** @param columns ascending */
  push(columns: ArrayLike<number>, values: ArrayLike<number>): void {
    const start = this.#offsets[this.#row] as number;
    const end = start + columns.length;
    if (end > this.#indices.length) this.#grow(end);
    this.#indices.set(columns, start);
    this.#values.set(values, start);
    this.#offsets[++this.#row] = end;
  }

  finish(): SparseRows {
    const end = this.#offsets[this.#row] as number;
    return {
      rows: this.#rows,
      columns: this.#columns,
      offsets: this.#offsets,
      indices: this.#indices.slice(0, end),
      values: this.#values.slice(0, end),
    };
  }

  /** By the rows so far where they tell, so that little is taken that is not used. */
  #grow(needed: number): void {
    const foretold = this.#row > 1_000 ? Math.ceil((1.05 * needed * this.#rows) / this.#row) : 0;
    const length = Math.max(needed, Math.min(2 * this.#indices.length, foretold || Infinity));
    const indices = new Int32Array(length);
    const values = new Float32Array(length);
    indices.set(this.#indices);
    values.set(this.#values);
    this.#indices = indices;
    this.#values = values;
  }
}
