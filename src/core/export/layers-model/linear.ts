import type { LinearState } from '../../learn/linear/linear-state.ts';
import type { LogisticState } from '../../learn/linear/logistic.ts';
import { parseDerivedName } from '../../prepare/derived-name.ts';
import { FEATURE_MATRIX } from '../python/estimators/linear.ts';
import { dense, inputLayer } from './layers.ts';
import type { LayersPart, LayersWriter } from './types.ts';

/** Scores below every other: such a class gets probability 0. */
const NEVER = -1e9;

interface Slopes {
  readonly features: readonly string[];
  readonly means: Float64Array;
  /** For each output its slopes and its score at the means; undefined for a class that never occurred. */
  readonly sets: readonly ({ readonly slopes: Float64Array; readonly center: number } | undefined)[];
}

/** Measured from zero, since a layer has no means: encoded features are near zero, so nothing is lost. */
function onFeatures(
  { features, means, sets }: Slopes,
  activation: 'linear' | 'sigmoid' | 'softmax',
  prefix: string,
): LayersPart {
  const kernel = new Float32Array(features.length * sets.length);
  const bias = Float32Array.from(sets, (set, output) => {
    if (!set) return NEVER;
    let atZero = set.center;
    set.slopes.forEach((slope, j) => {
      atZero -= slope * (means[j] as number);
      kernel[j * sets.length + output] = slope;
    });
    return atZero;
  });
  const input = `${prefix}features`;
  const output = `${prefix}output`;
  return {
    layers: [inputLayer(input, features.length, 'float32'), dense(output, input, kernel, bias, activation)],
    output,
    inputs: [
      {
        name: input,
        dtype: 'float32',
        width: features.length,
        entries: features.map((feature, at) => ({ at, feature: { ...parseDerivedName(feature) } })),
      },
    ],
  };
}

const encoder: LayersWriter['encoder'] = { call: 'encode_linear', source: FEATURE_MATRIX };

export const linearLayers: LayersWriter<LinearState> = {
  encoder,
  layers: ({ features, means, coefficients, center }, prefix) =>
    onFeatures({ features, means, sets: [{ slopes: coefficients, center }] }, 'linear', prefix),
};

export const logisticLayers: LayersWriter<LogisticState> = {
  encoder,
  layers(state, prefix) {
    const { task, classes, features, means, coefficients, centers, present } = state;
    const d = features.length;
    const sets = [...centers].map((center, set) => ({ slopes: coefficients.subarray(set * d, (set + 1) * d), center }));
    if (task === 'binary') return onFeatures({ features, means, sets }, 'sigmoid', prefix);
    const byClass = classes.map((_, code) => sets[present.indexOf(code)]);
    return onFeatures({ features, means, sets: byClass }, 'softmax', prefix);
  },
};
