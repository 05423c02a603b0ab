import type { ClassTarget } from '../../core/learn/task.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { encodeTexts, type EncodedTexts, type VocabularyState } from '../../core/text/vocabulary.ts';
import type { TokenBatch } from '../net/spec.ts';
import type { ExampleSource } from '../net/train/examples.ts';

/** Some of the encoded texts, in the order asked for. */
export function tokenBatch({ ids, offsets }: EncodedTexts, examples: Int32Array): TokenBatch {
  const starts = new Int32Array(examples.length + 1);
  examples.forEach((i, at) => {
    starts[at + 1] = (starts[at] as number) + (offsets[i + 1] as number) - (offsets[i] as number);
  });
  const taken = new Int32Array(starts[examples.length] as number);
  examples.forEach((i, at) => {
    taken.set(ids.subarray(offsets[i] as number, offsets[i + 1] as number), starts[at] as number);
  });
  return { kind: 'tokens', rows: examples.length, ids: taken, offsets: starts };
}

/** Encoded texts from one to another, without a copy. */
export const tokenSlice = ({ ids, offsets }: EncodedTexts, from: number, to: number): TokenBatch => ({
  kind: 'tokens',
  rows: to - from,
  ids,
  offsets: offsets.subarray(from, to + 1),
});

/** Texts of the given rows with their classes, as the trainer takes them. */
export async function textExamples(
  vocabulary: VocabularyState,
  texts: (row: number) => string,
  target: ClassTarget,
  rows: Int32Array,
  weights: Float64Array | undefined,
  pacer: Pacer,
): Promise<{ readonly source: ExampleSource; readonly encoded: EncodedTexts }> {
  const encoded = await encodeTexts(vocabulary, texts, rows, pacer);
  const { offsets } = encoded;
  const source: ExampleSource = {
    count: rows.length,
    codes: Int32Array.from(rows, (row) => target.codes[row] as number),
    ...(weights ? { weights: Float64Array.from(rows, (row) => weights[row] as number) } : {}),
    lengths: Int32Array.from(rows, (_, i) => (offsets[i + 1] as number) - (offsets[i] as number)),
    batch: (examples) => tokenBatch(encoded, examples),
  };
  return { source, encoded };
}
