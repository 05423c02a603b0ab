import type { PackedArray } from './pack.ts';
import type { PythonCode, PythonValue } from './literal.ts';

/** A piece of Python source; pieces that others need stand before them, each once. */
export interface PythonSource {
  readonly name: string;
  readonly code: string;
  readonly needs?: readonly PythonSource[];
}

/**
 * How a step or an estimator is written in Python. `source` defines a function `call`: of a step
 * `(table, state) -> table`, of an estimator `(table, state, rows) -> array`, rows × 1 for numbers and rows × classes
 * for classes.
 */
export interface PythonWriter<State = unknown> {
  /** Registry id, and the version whose states it can write. */
  readonly id: string;
  readonly version: number;
  /** Name of the function. */
  readonly call: string;
  readonly source: PythonSource;
  /** The state as the function wants it: what predicting needs and no more. */
  state(state: State, pack: Pack): Promise<PythonValue> | PythonValue;
}

export type Pack = (array: PackedArray) => Promise<PythonCode>;

export type PythonWriters = ReadonlyMap<string, PythonWriter>;

/** @throws Error when two writers share an id (a programming mistake, not a person's) */
export function makePythonWriters(writers: readonly PythonWriter[]): PythonWriters {
  const byId = new Map(writers.map((writer) => [writer.id, writer]));
  if (byId.size < writers.length) throw new Error('two Python writers share an id');
  return byId;
}
