import { createPacer, type Pacer } from '../../src/core/learn/pacer.ts';
import { createRandom } from '../../src/core/random.ts';
import type { SparseRows } from '../../src/core/text/sparse.ts';

export const freePacer = (): Pacer => createPacer(new AbortController().signal);

export function cancelledPacer(): Pacer {
  const controller = new AbortController();
  controller.abort();
  return createPacer(controller.signal);
}

/** Sparse rows of dense ones. */
export function sparseOf(dense: readonly (readonly number[])[], columns = dense[0]?.length ?? 0): SparseRows {
  const offsets = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of dense) {
    row.forEach((value, column) => {
      if (value === 0) return;
      indices.push(column);
      values.push(value);
    });
    offsets.push(indices.length);
  }
  return {
    rows: dense.length,
    columns,
    offsets: Float64Array.from(offsets),
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
  };
}

/** Rows and columns, TF-IDF and of length 1, of texts cut at spaces; every word is a column. */
export function wordRows(texts: readonly string[]): { readonly rows: SparseRows; readonly words: readonly string[] } {
  const words = [...new Set(texts.flatMap((text) => text.split(' ')))].toSorted();
  const place = new Map(words.map((word, i) => [word, i]));
  const holding = new Float64Array(words.length);
  for (const text of texts) for (const word of new Set(text.split(' '))) (holding[place.get(word) ?? 0] as number)++;
  const dense = texts.map((text) => {
    const row = Array.from(words, () => 0);
    for (const word of text.split(' ')) {
      const column = place.get(word) ?? 0;
      row[column] = (row[column] as number) + Math.log((1 + texts.length) / (1 + (holding[column] as number))) + 1;
    }
    const length = Math.hypot(...row);
    return row.map((value) => value / length);
  });
  return { rows: sparseOf(dense, words.length), words };
}

const TOPICS: readonly (readonly string[])[] = [
  ['refund', 'money back', 'returned', 'chargeback', 'reimburse', 'receipt', 'credited', 'purchase'],
  ['password', 'login', 'locked', 'reset link', 'authenticator', 'signin', 'username', 'verification'],
  ['delivery', 'parcel', 'courier', 'tracking number', 'shipped', 'late', 'address', 'warehouse'],
  ['invoice', 'billing', 'vat', 'tax number', 'charged twice', 'statement', 'accounting', 'quarter'],
  ['crash', 'bug', 'error message', 'freezes', 'update', 'screen', 'android', 'loading'],
  ['cancel', 'subscription', 'renewal', 'downgrade', 'trial', 'plan', 'yearly', 'expire'],
];
const FILLER = [
  'hello',
  'please',
  'i',
  'my',
  'the',
  'is',
  'and',
  'can',
  'you',
  'help',
  'with',
  'it',
  'a',
  'have',
  'to',
];

export interface GeneratedInbox {
  readonly texts: readonly string[];
  readonly topicOf: Int32Array;
}

/** Tickets of up to six topics: three to five of their topic's words among as many that say nothing. */
export function generateInbox(rows: number, topics: number, seed: number): GeneratedInbox {
  const random = createRandom(seed);
  const topicOf = Int32Array.from({ length: rows }, () => random.integer(topics));
  const texts = Array.from(topicOf, (topic) => {
    const own = TOPICS[topic] ?? [];
    return Array.from({ length: 3 + random.integer(3) }, () => {
      const filler = FILLER[random.integer(FILLER.length)] ?? '';
      return `${filler} ${own[random.integer(own.length)] ?? ''}`;
    }).join(' ');
  });
  return { texts, topicOf };
}

/** The error's code that a call fails with. */
export async function codeOf(call: () => unknown): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return (error as { readonly code?: string }).code;
  }
}
