/**
 * A small network for texts, pictures or steps in time as plain data: layers in order, from one input to one score a
 * class, or to numbers. The same spec runs on three engines (tfjs on WebGL, kernels of our own in WASM SIMD, the same kernels in plain TypeScript),
 * which agree within a stated tolerance.
 */
export interface NetSpec {
  readonly input: NetInput;
  /** The last one is a `dense` with as many units as the loss asks for. */
  readonly layers: readonly LayerSpec[];
  /** Absent: softmax cross-entropy, one unit a class. */
  readonly loss?: LossSpec;
}

/** What is learned where the net gives numbers and not classes: the mean over all numbers that are known. */
export type LossSpec =
  /**
   * The pinball loss of each level (ascending, between 0 and 1), mean over them: outputs × levels units, an output's
   * levels side by side. What is predicted is put in order, so that quantiles never cross.
   */
  | { readonly kind: 'quantiles'; readonly levels: readonly number[] }
  /** The squared error, a unit an output. */
  | { readonly kind: 'square' };

export type NetInput =
  /** Ids 0 … vocabulary − 1; 0 fills up short texts, 1 stands for words that are not known. */
  | { readonly kind: 'tokens'; readonly vocabulary: number }
  | { readonly kind: 'image'; readonly height: number; readonly width: number; readonly channels: number }
  /**
   * Positions in time, each with an id of every field and some numbers. `fields`: the vocabulary of each (there may be
   * none), ids as of tokens: 0 fills up short rows, 1 stands for what is not known.
   */
  | { readonly kind: 'steps'; readonly fields: readonly number[]; readonly numbers: number };

export type Padding = 'same' | 'valid';

export type LayerSpec =
  /** tokens → positions × width. The row of id 0 is all zeros and stays so. */
  | { readonly kind: 'embedding'; readonly width: number }
  /**
   * steps → positions × (Σ widths + numbers): a table a field, as in `embedding`, and the numbers behind them as they
   * are. Has a width a field.
   */
  | { readonly kind: 'step-embedding'; readonly widths: readonly number[] }
  /** Drops whole channels of a row's sequence (or picture), the same at every position. Training only. */
  | { readonly kind: 'spatial-dropout'; readonly rate: number }
  /**
   * For each of the widths a 'valid' convolution along the sequence, ReLU and the maximum over the positions; the
   * results side by side: widths.length × filters numbers. A text shorter than the largest width is filled up with id 0.
   * Positions beyond a row's own length never count, whatever the others in its batch are like.
   */
  | { readonly kind: 'conv1d-max'; readonly widths: readonly number[]; readonly filters: number }
  /**
   * Gated recurrent unit over the sequence, reset gate after the product (as Keras' default), sigmoid gates; gives the
   * state after the row's own last position. Both ways: the two states side by side.
   */
  | { readonly kind: 'gru'; readonly units: number; readonly bothWays: boolean }
  /** Long short-term memory, gates in the order input, forget, candidate, output, forget bias 1; gives the state as `gru`. */
  | { readonly kind: 'lstm'; readonly units: number; readonly bothWays: boolean }
  /** Has no bias where a `batch-norm` follows at once. */
  | {
      readonly kind: 'conv2d';
      readonly filters: number;
      readonly size: number;
      readonly stride: number;
      readonly padding: Padding;
    }
  /** Over rows and positions, a channel each; epsilon 1e-3, running mean and variance with momentum 0.9. */
  | { readonly kind: 'batch-norm' }
  | { readonly kind: 'relu' }
  /** size × size, stride = size; an edge that does not fill a window is left off. */
  | { readonly kind: 'max-pool'; readonly size: number }
  | { readonly kind: 'global-average' }
  | { readonly kind: 'flatten' }
  | { readonly kind: 'dropout'; readonly rate: number }
  | { readonly kind: 'dense'; readonly units: number };

/** Rows as an engine takes them. */
export type Batch = TokenBatch | ImageBatch | StepsBatch;

export interface TokenBatch {
  readonly kind: 'tokens';
  readonly rows: number;
  /** Row i is `ids[offsets[i]]` … `ids[offsets[i + 1] − 1]`; it may be empty, and is then one unknown word. */
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
}

export interface ImageBatch {
  readonly kind: 'image';
  readonly rows: number;
  /** rows × height × width × channels. */
  readonly pixels: Float32Array;
}

export interface StepsBatch {
  readonly kind: 'steps';
  readonly rows: number;
  /** Row i has the positions offsets[i] … offsets[i + 1] − 1; without any it is one of unknown ids and zeros. */
  readonly offsets: Int32Array;
  /** positions × fields. */
  readonly ids: Int32Array;
  /** positions × numbers; finite. */
  readonly numbers: Float32Array;
}

/** A stretch of the one flat parameter vector. */
export interface ParameterBlock {
  /** e.g. `2.kernel`: index of the layer and what it is. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly start: number;
  readonly length: number;
  /** Weight decay is for `weight` alone; `running` is measured, not learned. */
  readonly role: 'weight' | 'table' | 'bias' | 'scale' | 'running';
}

/** A layer as it is drawn: what leaves it, and how many numbers it learns. */
export interface LayerSummary {
  readonly kind: LayerSpec['kind'];
  readonly shape: readonly (number | null)[];
  readonly parameters: number;
}
