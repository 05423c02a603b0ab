import type { PythonSource } from '../python/writer.ts';

/** Plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

export interface LayerWeight {
  /** As the layer calls it: `kernel`, `bias`, `embeddings`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A layer as Keras writes it; `from` names the layers before it, none for an input. */
export interface ModelLayer {
  readonly name: string;
  readonly type: 'InputLayer' | 'Dense' | 'Embedding' | 'Flatten' | 'Concatenate' | 'Add' | 'ReLU';
  readonly config: { readonly [key: string]: Json };
  readonly from: readonly string[];
  readonly weights: readonly LayerWeight[];
}

/** One estimator as layers: from its encoded inputs to one number, the probability of yes, or one a class. */
export interface LayersPart {
  /** In the order from the inputs on. */
  readonly layers: readonly ModelLayer[];
  /** Name of the last layer. */
  readonly output: string;
  /** For each input what each of its numbers is, in order. */
  readonly inputs: readonly EncodedInput[];
}

export interface EncodedInput {
  /** Name of the input layer. */
  readonly name: string;
  readonly dtype: 'float32' | 'int32';
  /** Numbers a row. */
  readonly width: number;
  readonly entries: readonly Json[];
}

/** How an estimator becomes standard layers. */
export interface LayersWriter<State = unknown> {
  /** @param prefix put in front of every layer's name */
  layers(state: State, prefix: string): LayersPart;
  /**
   * The same inputs made in Python: a function `call(table, state, rows)` that gives arrays by input name, without the
   * prefix.
   */
  readonly encoder: { readonly call: string; readonly source: PythonSource };
}
