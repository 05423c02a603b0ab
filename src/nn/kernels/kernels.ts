/** Where something lies in the kernels' memory, counted in words of four bytes. 0 is nowhere. */
export type Place = number;

/** Float32 everywhere but in tests of the arithmetic itself, which run the plain kernels in double precision. */
export type Floats = Float32Array | Float64Array;

/**
 * The arithmetic of small networks on one memory, written twice: in WASM SIMD and in plain TypeScript. Everything is
 * synchronous. Rows of matrices, pixels of pictures and tokens of texts lie one behind another, the last axis closest.
 * `add…` and `…s +=` say that a result is added to what is there; everything else is overwritten. Nothing here may
 * overlap with its result but where it says so.
 */
export interface KernelMath {
  /**
   * Lays a matrix of `rows` × n out for `convolve`, `k` of its rows from `at` on at a time: element (i, j) is read at
   * from + i · rowStep + j · columnStep. With `at` 0 also what each column's sum starts from: `bias`, or zeros (0).
   */
  pack(
    from: Place,
    rowStep: number,
    columnStep: number,
    k: number,
    n: number,
    to: Place,
    at: number,
    rows: number,
    bias: Place,
  ): void;
  /**
   * Windows × packed matrix: images × height × width places, n numbers each, into y. The window of a place starts at
   * x + image · imageStep + line · rowStep + column · pixelStep, and is `runs` runs of `run` numbers, runStep apart. A
   * plain product of m rows is images = height = runs = 1, width = m, run = k.
   * @param add 1: adds to y
   */
  convolve(
    x: Place,
    imageStep: number,
    rowStep: number,
    pixelStep: number,
    images: number,
    height: number,
    width: number,
    runs: number,
    run: number,
    runStep: number,
    packed: Place,
    n: number,
    y: Place,
    add: 0 | 1,
  ): void;
  /** dw += the same windows, transposed, × dy: (runs · run) × n. */
  correlate(
    x: Place,
    imageStep: number,
    rowStep: number,
    pixelStep: number,
    images: number,
    height: number,
    width: number,
    runs: number,
    run: number,
    runStep: number,
    dy: Place,
    n: number,
    dw: Place,
  ): void;

  /** Row i of `to` is row indices[i] of `from`; zeros where the index is negative. */
  gather(from: Place, indices: Place, count: number, width: number, to: Place): void;
  /** Row indices[i] of `to` += row i of `from`, for indices from `first` on. */
  scatter(from: Place, indices: Place, count: number, width: number, to: Place, first: number): void;
  /** Row i of `to`, `toStep` numbers behind the last one, ← `width` numbers of row i of `from`, `fromStep` apart. */
  copyRows(from: Place, fromStep: number, count: number, width: number, to: Place, toStep: number): void;
  /** to += the sum of the rows. */
  columnSums(x: Place, rows: number, width: number, to: Place): void;
  /** x ← x · factors, number by number. */
  multiply(x: Place, factors: Place, n: number): void;
  /** The rows starts[r] … starts[r + 1] − 1 of x ← themselves · row r of `factors`. */
  multiplyRows(x: Place, factors: Place, starts: Place, rows: number, width: number): void;
  /** x ← max(x, 0); what is not a number stays. */
  relu(x: Place, n: number): void;
  /** dy ← 0 where y, which left `relu`, is not above 0. */
  reluBackward(y: Place, dy: Place, n: number): void;
  transpose(from: Place, rows: number, columns: number, to: Place): void;
  /** Pictures into larger ones of zeros: pixel (i, j) to (top + i · step, left + j · step). */
  spread(
    x: Place,
    images: number,
    height: number,
    width: number,
    channels: number,
    to: Place,
    toHeight: number,
    toWidth: number,
    top: number,
    left: number,
    step: number,
  ): void;

  /**
   * The largest of each column of y over the rows starts[r] … starts[r + 1] − 1 − less, but at least 0, to
   * `to` + r · toStep; `places` (rows × filters) gets the first row of y where it stands, −1 where that is 0.
   */
  segmentMax(
    y: Place,
    filters: number,
    starts: Place,
    rows: number,
    less: number,
    to: Place,
    toStep: number,
    places: Place,
  ): void;
  /**
   * Back through `segmentMax` and the product in front of it, at the places of the maxima alone: with d = dy of row r and
   * filter f, dKernel[f] += d · window, dBias[f] += d, window of dx += d · kernel[f]. Windows are `k` numbers from
   * place · xStep on; kernels are filters × k. `dKernel` with `dBias`, and `dx`, may be 0.
   */
  segmentMaxBackward(
    dy: Place,
    dyStep: number,
    places: Place,
    rows: number,
    filters: number,
    x: Place,
    xStep: number,
    k: number,
    kernel: Place,
    dKernel: Place,
    dBias: Place,
    dx: Place,
  ): void;
  /**
   * One time step of a gated recurrent unit, reset after the product. `gates` holds what the input gives to update, reset
   * and candidate (rows × 3 · units) and gets the three gates; `state` what the state before gives; `before` the state.
   */
  gruStep(gates: Place, state: Place, before: Place, rows: number, units: number, after: Place): void;
  /** Back: `gates` ← gradient by the input's part, `state` ← by the state's part, `dh` ← what goes straight through. */
  gruStepBackward(gates: Place, state: Place, before: Place, rows: number, units: number, dh: Place): void;
  /**
   * One time step of a long short-term memory. `gates` holds what input and state give to input gate, forget gate,
   * candidate and output gate (rows × 4 · units) and gets the four of them; `before` is the cell before, `cell` and
   * `after` get the cell and the state.
   */
  lstmStep(gates: Place, before: Place, rows: number, units: number, cell: Place, after: Place): void;
  /**
   * Back from the gradients by the state (`dh`) and by the cell (`dc`): `gates` ← gradient by what was given to them,
   * `dc` ← by the cell before.
   */
  lstmStepBackward(gates: Place, before: Place, cell: Place, rows: number, units: number, dh: Place, dc: Place): void;

  /** Windows side by side; `places` gets where in x (counted from x) each maximum stands. */
  maxPool(
    x: Place,
    images: number,
    height: number,
    width: number,
    channels: number,
    size: number,
    y: Place,
    places: Place,
  ): void;
  /** dx[places[i]] ← dy[i]; the rest of dx is as it was. */
  maxPoolBackward(dy: Place, places: Place, n: number, dx: Place): void;
  /** Mean and (biased) variance of each channel. `spare`: room for a number a channel. */
  moments(x: Place, rows: number, channels: number, spare: Place, mean: Place, variance: Place): void;
  /** y ← (x − mean) · scale + shift, a channel each. */
  affine(x: Place, rows: number, channels: number, mean: Place, scale: Place, shift: Place, y: Place): void;
  /** sums ← Σ dy, products ← Σ dy · (x − mean), a channel each. */
  normSums(
    dy: Place,
    x: Place,
    rows: number,
    channels: number,
    mean: Place,
    spare: Place,
    sums: Place,
    products: Place,
  ): void;
  /** dx ← dy · a + (x − mean) · b + shift, a channel each. */
  normBackward(
    dy: Place,
    x: Place,
    rows: number,
    channels: number,
    mean: Place,
    a: Place,
    b: Place,
    shift: Place,
    dx: Place,
  ): void;
  /** Mean over the positions of each picture, a channel each. */
  average(x: Place, images: number, positions: number, channels: number, y: Place): void;
  averageBackward(dy: Place, images: number, positions: number, channels: number, dx: Place): void;

  /**
   * Softmax cross-entropy of scores with what was wanted (rows × classes, each row sums to 1), weighted and summed.
   * `gradient` ← weight · (softmax − wanted).
   */
  crossEntropy(scores: Place, wanted: Place, weights: Place, rows: number, classes: number, gradient: Place): number;
  /**
   * Pinball loss of `count` levels an output (scores: rows × outputs × count), its mean over the levels weighted by the row
   * and summed over what is known (`wanted`: rows × outputs). `gradient` is laid out as the scores.
   */
  pinball(
    scores: Place,
    wanted: Place,
    weights: Place,
    levels: Place,
    rows: number,
    outputs: number,
    count: number,
    gradient: Place,
  ): number;
  /** Squared error in the same way, one score an output. */
  squares(scores: Place, wanted: Place, weights: Place, rows: number, outputs: number, gradient: Place): number;
  /** m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← (1 − decay) · p − rate · m / (√v + epsilon). */
  adam(
    p: Place,
    g: Place,
    first: Place,
    second: Place,
    n: number,
    beta1: number,
    beta2: number,
    rate: number,
    epsilon: number,
    decay: number,
  ): void;
  /** average ← keep · average + (1 − keep) · p. */
  mix(average: Place, p: Place, n: number, keep: number): void;
}

/** Kernels with the memory that they work on. */
export interface Kernels extends KernelMath {
  readonly engine: 'wasm' | 'cpu';
  /** The whole memory. Not to be kept: a new one takes its place when memory grows. */
  readonly floats: Floats;
  /** The same places as whole numbers. A place holds one or the other. */
  readonly ints: Int32Array;
  /** Words taken and not given back. */
  readonly taken: number;
  /**
   * Room for `length` words, not cleared. A few words behind it are there to be read and mean nothing.
   * @throws net.no-memory
   */
  take(length: number): Place;
  /** Gives back what `take` gave. */
  give(place: Place): void;
}

/** Words that a packed matrix takes. */
export const packedLength = (rows: number, n: number): number => Math.ceil(n / 8) * 8 * (rows + 1);
