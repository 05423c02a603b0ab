import type { LayerSpec, NetSpec } from '../net/spec.ts';
import type { TextNetParams, TextNetSize } from './params.ts';

/** How a network takes in the words of a text. */
export type TextNetKind = 'cnn' | 'gru';

/** @param vocabulary ids, those of padding and unknown words included */
export function textNetSpec(
  kind: TextNetKind,
  params: TextNetParams,
  size: TextNetSize,
  vocabulary: number,
  classes: number,
): NetSpec {
  const reader: LayerSpec =
    kind === 'cnn'
      ? { kind: 'conv1d-max', widths: params.widths, filters: size.filters }
      : { kind: 'gru', units: size.units, bothWays: params.bothWays };
  return {
    input: { kind: 'tokens', vocabulary },
    layers: [
      { kind: 'embedding', width: size.embedding },
      { kind: 'spatial-dropout', rate: params.spatialDropout },
      reader,
      { kind: 'dropout', rate: params.dropout },
      { kind: 'dense', units: classes },
    ],
  };
}
