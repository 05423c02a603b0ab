import { CodedError } from '../../errors.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { createRandom, shuffle } from '../../random.ts';
import { quantile } from '../../stats/descriptive.ts';
import type { SparseRows } from '../sparse.ts';
import { projectRows, randomisedSvd } from './randomised-svd.ts';
import { rowLengths } from './row-products.ts';
import { cosineTo, sphericalKMeans, unitRows, type SphericalClusters } from './spherical-k-means.ts';
import { keepColumns, takeSparse } from './take-sparse.ts';
import { MOST_TOPICS, chooseTopicCount } from './topic-count.ts';
import type { TopicState } from './topic-state.ts';
import { findTopicTerms } from './topic-terms.ts';

export interface FitTopicsInput {
  /** TF-IDF rows. */
  readonly vectors: SparseRows;
  /**
   * Whether a column says what a text is about (`isTelling` of its term): n-grams of characters within words and words
   * like “how do I” do not, and would make topics of turns of phrase.
   */
  readonly isTellingColumn: (column: number) => boolean;
  /** Terms that may name a topic, of the text of the same row (`makeNamingTerms`). */
  readonly termsAt: (row: number) => readonly string[];
  readonly seed: number;
  readonly pacer: Pacer;
  /** Topics wanted, 2 … 30; chosen by silhouette where it is not given. */
  readonly count?: number;
}

const FEWEST_TEXTS = 20;
/** Rows that directions and centres are learned from, and those that the number of topics is chosen on. */
const MOST_ROWS = 12_000;
const MOST_SEARCHED = 2_000;
const WIDTH = 50;
/** A text is far from its topic where it is less than this share as similar to the centre as the topic's median text. */
const FAR = 0.5;

/**
 * Topics of texts without labels: truncated SVD of the TF-IDF rows (latent semantic analysis), spherical k-means on the
 * directions of the rows, and each topic's typical terms. Of more than 12,000 rows a seeded sample is learned from;
 * `assignTopics` then tells all.
 * @throws text.too-few-texts where fewer than 20 have a known word, text.too-alike where all say the same,
 * text.too-many-topics, text.too-few-topics; CancelledError
 */
export async function fitTopics(input: FitTopicsInput): Promise<TopicState> {
  const { termsAt, seed, pacer, count } = input;
  checkCount(count);
  const telling = Int32Array.from({ length: input.vectors.columns }, (_, i) => i).filter(input.isTellingColumn);
  const vectors = keepColumns(input.vectors, telling);
  const rows = sampleFilled(vectors, seed);
  const sample = takeSparse(vectors, rows);
  const { directions, rank: width } = await randomisedSvd(sample, { rank: WIDTH, seed, pacer });
  if (width < 2) throw new CodedError('text.too-alike', { rows: rows.length });
  const projected = await projectRows(sample, directions, width, pacer);
  const unit = unitRows(projected, width);
  const { clusters, tried } = await cluster(unit, width, seed, pacer, count);
  if (clusters.count < 2) throw new CodedError('text.too-alike', { rows: rows.length });
  const terms = await findTopicTerms({
    rows,
    groupOf: clusters.clusterOf,
    groups: clusters.count,
    termsAt,
    pacer,
  });
  return {
    version: 1,
    columns: input.vectors.columns,
    telling,
    width,
    directions: Float32Array.from(directions),
    centres: clusters.centres,
    clearFrom: clearFrom(projected, rowLengths(sample), width, clusters),
    topics: terms.map((list, centre) => ({ id: centre, centres: [centre], terms: list, name: null })),
    tried,
  };
}

function checkCount(count: number | undefined): void {
  if (count === undefined) return;
  if (!(count >= 2)) throw new CodedError('text.too-few-topics', { topics: count });
  if (count > MOST_TOPICS) throw new CodedError('text.too-many-topics', { topics: count, most: MOST_TOPICS });
}

/** Rows with a known word, ascending. */
function sampleFilled({ rows, offsets }: SparseRows, seed: number): Int32Array {
  const filled = Int32Array.from({ length: rows }, (_, i) => i).filter(
    (row) => (offsets[row + 1] as number) > (offsets[row] as number),
  );
  if (filled.length < FEWEST_TEXTS) {
    throw new CodedError('text.too-few-texts', { rows: filled.length, needed: FEWEST_TEXTS });
  }
  if (filled.length <= MOST_ROWS) return filled;
  shuffle(filled, createRandom(seed).fork('topics'));
  return filled.slice(0, MOST_ROWS).sort();
}

/** The number is chosen on a part of the rows; the centres are then those of all of them. */
async function cluster(
  unit: Float32Array,
  width: number,
  seed: number,
  pacer: Pacer,
  count: number | undefined,
): Promise<{ clusters: SphericalClusters; tried: TopicState['tried'] }> {
  if (count !== undefined) return { clusters: await sphericalKMeans(unit, width, { count, seed, pacer }), tried: [] };
  const rows = unit.length / width;
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  shuffle(order, createRandom(seed).fork('search'));
  const part = order.slice(0, MOST_SEARCHED).sort();
  const searched = new Float32Array(part.length * width);
  part.forEach((row, i) => searched.set(unit.subarray(row * width, (row + 1) * width), i * width));
  const choice = await chooseTopicCount(searched, width, seed, pacer);
  const clusters = await sphericalKMeans(unit, width, { count: choice.clusters.count, seed, pacer });
  return { clusters, tried: choice.tried };
}

/** Similarity is the cosine between the text's own TF-IDF row and the centre, so that words foreign to all topics count. */
function clearFrom(
  projected: Float32Array,
  lengths: Float64Array,
  width: number,
  { count, centres, clusterOf }: SphericalClusters,
): Float64Array {
  const similarities = Array.from({ length: count }, (): number[] => []);
  clusterOf.forEach((centre, row) => {
    if (centre < 0) return;
    similarities[centre]?.push(cosineTo(projected, row, centres, centre, width) / (lengths[row] as number));
  });
  return Float64Array.from(similarities, (values) => FAR * quantile(values, 0.5));
}
