import type { LayerSpec, NetSpec } from '../net/spec.ts';
import { journeyInput } from './encode.ts';
import type { JourneyNetParams, JourneyNetSize } from './params.ts';
import type { JourneyVocabulary } from './vocabulary.ts';

/** How a network reads the events of a journey. */
export type JourneyNetKind = 'gru' | 'lstm' | 'cnn';

/** Few words need few numbers. */
const widthOf = (ids: number, most: number): number => Math.max(2, Math.min(most, Math.ceil(1.5 * Math.sqrt(ids))));

export function journeyNetSpec(
  kind: JourneyNetKind,
  params: JourneyNetParams,
  size: JourneyNetSize,
  vocabulary: JourneyVocabulary,
  classes: number,
): NetSpec {
  const input = journeyInput(vocabulary);
  const reader: LayerSpec =
    kind === 'cnn'
      ? { kind: 'conv1d-max', widths: params.widths, filters: size.units }
      : { kind, units: size.units, bothWays: params.bothWays };
  return {
    input,
    layers: [
      { kind: 'step-embedding', widths: input.fields.map((ids) => widthOf(ids, size.embedding)) },
      { kind: 'spatial-dropout', rate: params.spatialDropout },
      reader,
      { kind: 'dropout', rate: params.dropout },
      { kind: 'dense', units: classes },
    ],
  };
}
