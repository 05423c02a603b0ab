/**
 * Rows of mostly zeros (compressed sparse rows): row i has the values `values[k]` in the columns `indices[k]` for k from
 * `offsets[i]` to `offsets[i + 1]`, columns ascending within a row.
 */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1. Float64Array, so that it may pass 2^31 entries. */
  readonly offsets: Float64Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}
