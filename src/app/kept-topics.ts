import type { Topics } from '../lenses/text/types.ts';
import type { TopicDraft } from './topic-draft.ts';

/**
 * What a person made of topics, with the words that they were found by: topics are found anew at each visit, and known
 * again by these.
 */
export interface KeptTopics {
  /** The texts that they were found in, and which rows those were (`textPrint`). */
  readonly column: string;
  readonly rows: number;
  readonly print: string;
  readonly found: readonly { readonly id: number; readonly words: readonly string[] }[];
  readonly draft: TopicDraft;
}

/** Words that two topics share, of all that they have, from which on they are the same. */
const SAME_WORDS = 0.5;

/** What is kept of topics and what became of them. @param print of their texts */
export const keepTopics = ({ column, codes, topics }: Topics, print: string, draft: TopicDraft): KeptTopics => ({
  column,
  rows: codes.length,
  print,
  found: topics.map(({ id, words }) => ({ id, words })),
  draft,
});

/**
 * What was made of topics before, for topics that were found anew: by the same words, wherever they are now. What was said
 * of single texts holds for these very texts alone.
 */
export function draftAgain(topics: Topics, print: string, kept: KeptTopics): TopicDraft | undefined {
  if (kept.column !== topics.column) return undefined;
  const now = matched(kept, topics);
  const at = (id: number): number | undefined => now.get(id);
  const { names, into, dropped, byHand } = kept.draft;
  const moved = <Value>(of: Readonly<Record<number, Value>>, valueAt: (value: Value) => Value | undefined) =>
    Object.fromEntries(
      Object.entries(of).flatMap(([id, value]) => {
        const [to, next] = [at(Number(id)), valueAt(value)];
        return to === undefined || next === undefined ? [] : [[to, next] as const];
      }),
    );
  return {
    names: moved(names, (name) => name),
    into: moved(into, at),
    dropped: dropped.map(at).filter((id) => id !== undefined),
    byHand: kept.rows === topics.codes.length && kept.print === print ? byHand : [],
  };
}

/** Topic that was kept → topic that is it now; the most alike first, each once. */
function matched({ found }: KeptTopics, { topics }: Topics): ReadonlyMap<number, number> {
  const pairs = found.flatMap((before) =>
    topics.map(({ id, words }) => ({ from: before.id, to: id, alike: likeness(before.words, words) })),
  );
  const order = pairs
    .filter(({ alike }) => alike >= SAME_WORDS)
    .toSorted((a, b) => b.alike - a.alike || Number(b.from === b.to) - Number(a.from === a.to) || a.from - b.from);
  const now = new Map<number, number>();
  const taken = new Set<number>();
  for (const { from, to } of order) {
    if (now.has(from) || taken.has(to)) continue;
    now.set(from, to);
    taken.add(to);
  }
  return now;
}

/** Jaccard's index. Without words there is nothing to know a topic by. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b]).size;
  return all === 0 ? 0 : new Set(a.filter((word) => b.includes(word))).size / all;
}
