import { CodedError } from '../../errors.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { normaliseText } from '../normalise.ts';
import type { SparseRows } from '../sparse.ts';
import { DisjointSets } from './disjoint-sets.ts';
import { findNearLinks, type NearLink } from './near-pairs.ts';

export interface LabelCount {
  /** Code of the class. */
  readonly label: number;
  readonly rows: number;
}

/** Texts that are the same, or nearly. */
export interface DuplicateGroup {
  /** Ascending. */
  readonly rows: Int32Array;
  /** `equal`: the same words in the same order; case, marks and the digits of long numbers aside. */
  readonly kind: 'equal' | 'near';
  /** The least cosine of the links that hold the group together; 1 where all are equal. */
  readonly similarity: number;
  /** Its labels, the most frequent first; without labels none. */
  readonly labels: readonly LabelCount[];
  readonly labelsDisagree: boolean;
}

export interface NearDuplicates {
  readonly threshold: number;
  /** Those whose labels disagree first, the larger first. */
  readonly groups: readonly DuplicateGroup[];
  /** Rows in groups, and how many of them repeat another. */
  readonly rows: number;
  readonly repeats: number;
  /** False where there were too many candidates to look at all of them: some groups may be larger than shown. */
  readonly complete: boolean;
}

export interface NearDuplicatesInput {
  readonly rows: number;
  readonly textAt: (row: number) => string;
  /**
   * TF-IDF rows of the same texts in the same order, of any length, best of words and n-grams of characters: words alone
   * are blind to one that no other text has. Without rows only equal texts are found.
   */
  readonly vectors?: SparseRows;
  /** Class of each row, −1 where there is none. */
  readonly labels?: Int32Array;
  /** Cosine from which on texts count as nearly equal, 0.5 … 1. */
  readonly threshold?: number;
  readonly pacer: Pacer;
}

/** One word in ten or so may differ. */
const NEAR_THRESHOLD = 0.9;
const ROWS_AT_A_TIME = 64;

/**
 * Groups of equal and nearly equal texts. Blank texts are in none. A group is what hangs together: its ends may be
 * further apart than the threshold.
 * @throws text.misaligned where vectors or labels are of another number of rows, text.bad-threshold; CancelledError
 */
export async function findNearDuplicates(input: NearDuplicatesInput): Promise<NearDuplicates> {
  const { rows, vectors, labels, pacer, threshold = NEAR_THRESHOLD } = input;
  if (!(threshold >= 0.5 && threshold <= 1)) throw new CodedError('text.bad-threshold', { threshold });
  for (const length of [vectors?.rows, labels?.length]) {
    if (length !== undefined && length !== rows) throw new CodedError('text.misaligned', { rows, other: length });
  }
  const first = await firstEqual(input);
  const distinct = first.filter((row, i) => row === i);
  const near = vectors ? await findNearLinks(vectors, distinct, threshold, pacer) : { links: [], complete: true };
  const groups = gather(first, near.links, labels);
  const inGroups = groups.reduce((sum, group) => sum + group.rows.length, 0);
  return { threshold, groups, rows: inGroups, repeats: inGroups - groups.length, complete: near.complete };
}

const NO_WORD = /[^\p{L}\p{M}\p{N}\p{Sc}]+/gu;

/** What makes two texts equal; '' where blank. A text without letters (👍, ???) is compared as it stands. */
export function essence(text: string): string {
  const normalised = normaliseText(text);
  const words = normalised.replace(NO_WORD, ' ').trim();
  return words === '' ? normalised.trim() : words;
}

/** The first row with an equal text, a row; −1 where the text is blank. */
async function firstEqual({ rows, textAt, pacer }: NearDuplicatesInput): Promise<Int32Array> {
  const first = new Int32Array(rows).fill(-1);
  // By hash, so that no second copy of all texts is held; the few of one hash are compared.
  const byHash = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_AT_A_TIME === 0) await pacer.pause();
    const text = essence(textAt(row));
    if (text === '') continue;
    const hash = hashOf(text);
    const same = byHash.get(hash) ?? [];
    const equal = same.find((other) => essence(textAt(other)) === text);
    first[row] = equal ?? row;
    if (equal === undefined) byHash.set(hash, [...same, row]);
  }
  return first;
}

/** 53 bits of two FNV-like hashes. */
function hashOf(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return (a >>> 0) * 0x200000 + ((b ^ (b >>> 15)) & 0x1fffff);
}

function gather(first: Int32Array, links: readonly NearLink[], labels: Int32Array | undefined): DuplicateGroup[] {
  const sets = new DisjointSets(first.length);
  first.forEach((row, i) => row >= 0 && sets.join(row, i));
  for (const link of links) sets.join(link.first, link.second);
  const least = new Map<number, number>();
  for (const { first: row, similarity } of links) {
    const root = sets.find(row);
    least.set(root, Math.min(least.get(root) ?? 1, similarity));
  }
  const members = new Map<number, number[]>();
  first.forEach((row, i) => {
    if (row < 0) return;
    const root = sets.find(i);
    const known = members.get(root);
    if (known) known.push(i);
    else members.set(root, [i]);
  });
  const groups: DuplicateGroup[] = [];
  for (const [root, rows] of members) {
    if (rows.length < 2) continue;
    const counts = labels ? countLabels(rows, labels) : [];
    groups.push({
      rows: Int32Array.from(rows),
      kind: least.has(root) ? 'near' : 'equal',
      similarity: least.get(root) ?? 1,
      labels: counts,
      labelsDisagree: counts.length > 1,
    });
  }
  return groups.toSorted(
    (a, b) =>
      Number(b.labelsDisagree) - Number(a.labelsDisagree) ||
      b.rows.length - a.rows.length ||
      (a.rows[0] as number) - (b.rows[0] as number),
  );
}

function countLabels(rows: readonly number[], labels: Int32Array): LabelCount[] {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const label = labels[row] as number;
    if (label >= 0) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return Array.from(counts, ([label, count]) => ({ label, rows: count })).toSorted(
    (a, b) => b.rows - a.rows || a.label - b.label,
  );
}
