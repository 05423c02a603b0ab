import { createPacer, type Pacer } from '../../core/learn/pacer.ts';
import { softmaxScores } from '../../core/learn/sparse/predict.ts';
import type { ClassPrediction } from '../../core/learn/task.ts';
import type { TextEmbedding, TextMark } from '../../core/learn/text/skills.ts';
import { readRows } from '../../core/learn/text/texts.ts';
import type { Table } from '../../core/table/table.ts';
import { cutText, normaliseMapped } from '../../core/text/normalise.ts';
import { makeSpanner } from '../../core/text/tokens.ts';
import { encodeTexts, openVocabulary, type EncodedTexts } from '../../core/text/vocabulary.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { tokenSaliency } from '../net/own/explain.ts';
import { embedNet, predictNet } from '../net/own/predict.ts';
import type { NetSpec } from '../net/spec.ts';
import { tokenSlice } from './examples.ts';
import type { TextNetState } from './state.ts';

/** Rows between two pauses. */
const ROWS_AT_A_TIME = 1_000;

const pacerFor = (signal: AbortSignal | undefined): Pacer => createPacer(signal ?? new AbortController().signal);

async function encodeRows(features: Table, state: TextNetState, pacer: Pacer): Promise<EncodedTexts> {
  await pacer.pause();
  const rows = Int32Array.from({ length: features.rowCount }, (_, i) => i);
  return encodeTexts(state.vocabulary, readRows(features), rows, pacer);
}

/** Scores of a network, rows × classes. @throws CancelledError */
export async function scoreTexts(
  spec: NetSpec,
  parameters: Float32Array,
  encoded: EncodedTexts,
  kernels: Kernels,
  pacer: Pacer,
): Promise<Float64Array> {
  const rows = encoded.offsets.length - 1;
  const last = spec.layers.at(-1);
  const classes = last?.kind === 'dense' ? last.units : 0;
  const scores = new Float64Array(rows * classes);
  for (let from = 0; from < rows; from += ROWS_AT_A_TIME) {
    await pacer.pause();
    const batch = tokenSlice(encoded, from, Math.min(rows, from + ROWS_AT_A_TIME));
    scores.set(predictNet(spec, parameters, batch, kernels), from * classes);
  }
  return scores;
}

/** The mean of the networks' probabilities. @throws train.no-features, CancelledError */
export async function predictTextNet(
  features: Table,
  state: TextNetState,
  kernels: Kernels,
  signal?: AbortSignal,
): Promise<ClassPrediction> {
  const { task, classes, spec, nets, temperature } = state;
  const pacer = pacerFor(signal);
  const encoded = await encodeRows(features, state, pacer);
  const probabilities = new Float64Array(features.rowCount * classes.length);
  for (const parameters of nets) {
    const scores = await scoreTexts(spec, parameters, encoded, kernels, pacer);
    const own = softmaxScores(scores, classes.length, temperature);
    for (let i = 0; i < own.length; i++) {
      probabilities[i] = (probabilities[i] as number) + (own[i] as number) / nets.length;
    }
  }
  return { task, classes, probabilities };
}

/** What enters the last layer of the first network: texts near each other there are alike to it. */
export async function embedTexts(
  features: Table,
  state: TextNetState,
  kernels: Kernels,
  signal?: AbortSignal,
): Promise<TextEmbedding> {
  const pacer = pacerFor(signal);
  const encoded = await encodeRows(features, state, pacer);
  const [first] = state.nets;
  if (!first) throw new Error('a state without a network');
  let width = 0;
  let values = new Float32Array(0);
  for (let from = 0; from < features.rowCount; from += ROWS_AT_A_TIME) {
    await pacer.pause();
    const batch = tokenSlice(encoded, from, Math.min(features.rowCount, from + ROWS_AT_A_TIME));
    const some = embedNet(state.spec, first, batch, kernels);
    if (width === 0) values = new Float32Array(features.rowCount * some.width);
    width = some.width;
    values.set(some.values, from * width);
  }
  return { width, values };
}

/** What each word adds to the score of a class by its embedding's gradient, as the mean over the networks. */
export function markWithNet(text: string, state: TextNetState, code: number, kernels: Kernels): readonly TextMark[] {
  const mapped = normaliseMapped(cutText(text));
  if (!mapped) return [];
  const spans = makeSpanner(state.vocabulary.language, 'sequence')(mapped.text).slice(0, state.vocabulary.longest);
  if (spans.length === 0) return [];
  const ids = Int32Array.from(openVocabulary(state.vocabulary)(text));
  const batch = { kind: 'tokens', rows: 1, ids, offsets: Int32Array.of(0, ids.length) } as const;
  const weights = new Float64Array(spans.length);
  for (const parameters of state.nets) {
    const own = tokenSaliency(state.spec, parameters, batch, code, kernels);
    for (let i = 0; i < weights.length; i++) {
      weights[i] = (weights[i] as number) + (own[i] ?? 0) / state.nets.length;
    }
  }
  return spans.map(({ start, end }, i) => ({
    start: mapped.starts[start] as number,
    end: mapped.ends[end - 1] as number,
    weight: weights[i] as number,
  }));
}
