import type { LayerWeight, ModelLayer } from './types.ts';

type Activation = 'linear' | 'sigmoid' | 'softmax' | 'relu' | 'selu' | 'swish';

const ZEROS = { class_name: 'Zeros', config: {} } as const;

const layer = (
  name: string,
  type: ModelLayer['type'],
  from: readonly string[],
  config: ModelLayer['config'],
  weights: readonly LayerWeight[] = [],
): ModelLayer => ({ name, type, from, config: { name, trainable: true, dtype: 'float32', ...config }, weights });

/** @param width numbers a row */
export const inputLayer = (name: string, width: number, dtype: 'float32' | 'int32'): ModelLayer => ({
  name,
  type: 'InputLayer',
  from: [],
  config: { name, batch_input_shape: [null, width], dtype, sparse: false },
  weights: [],
});

/** x · kernel + bias. @param kernel inputs × units, row-major; units are as many as the bias has */
export function dense(
  name: string,
  from: string,
  kernel: Float32Array,
  bias: Float32Array,
  activation: Activation,
): ModelLayer {
  const units = bias.length;
  const config = { units, activation, use_bias: true, kernel_initializer: ZEROS, bias_initializer: ZEROS };
  return layer(name, 'Dense', [from], config, [
    { name: 'kernel', shape: [kernel.length / units, units], values: kernel },
    { name: 'bias', shape: [units], values: bias },
  ]);
}

/** Rows of a table by number. @param table rows × size, row-major */
export const embedding = (
  name: string,
  from: string,
  table: Float32Array,
  shape: readonly [number, number],
  lookups: number,
): ModelLayer =>
  layer(
    name,
    'Embedding',
    [from],
    { input_dim: shape[0], output_dim: shape[1], input_length: lookups, embeddings_initializer: ZEROS },
    [{ name: 'embeddings', shape, values: table }],
  );

export const flatten = (name: string, from: string): ModelLayer => layer(name, 'Flatten', [from], {});

export const concatenate = (name: string, from: readonly string[]): ModelLayer =>
  layer(name, 'Concatenate', from, { axis: -1 });

export const sum = (name: string, from: readonly string[]): ModelLayer => layer(name, 'Add', from, {});

/** min(max(x, 0), most) */
export const ramp = (name: string, from: string, most: number): ModelLayer =>
  layer(name, 'ReLU', [from], { max_value: most });
