import { wilson } from '../core/stats/tests.ts';
import type { LabelChange } from '../core/table/hand-labels.ts';
import type { Subject, Topic, Topics } from '../lenses/text/types.ts';

/** What a person makes of the topics that were found: names, topics put together, and what is none. */
export interface TopicDraft {
  /** By id of the topic. */
  readonly names: Readonly<Record<number, string>>;
  /** Topic → the one that it was put into. */
  readonly into: Readonly<Record<number, number>>;
  /** Topics that are none: their texts get no label. */
  readonly dropped: readonly number[];
  /** Labels given to single texts. */
  readonly byHand: readonly LabelChange[];
}

/** One or several topics under one name. */
export interface TopicKind {
  /** Of the topic that the others were put into. */
  readonly id: number;
  readonly name: string;
  /** Whether the person named it. */
  readonly named: boolean;
  readonly dropped: boolean;
  readonly words: readonly string[];
  readonly rows: number;
  readonly share: Subject['share'];
  readonly trend?: Subject['trend'];
  readonly examples: readonly number[];
  /** Topics that were put together here, itself first. */
  readonly ids: readonly number[];
}

/** Examples that stay at hand: three of a topic, more of several. */
const MOST_EXAMPLES = 6;
const MOST_WORDS = 8;

/** Where a topic ended up; itself where it was put nowhere. */
export function homeOf(draft: TopicDraft, id: number): number {
  const seen = new Set<number>();
  let at = id;
  for (let next = draft.into[at]; next !== undefined && !seen.has(at); next = draft.into[at]) {
    seen.add(at);
    at = next;
  }
  return at;
}

/** Turn by turn from each list, so that every topic of a kind is seen. */
function inTurn<T>(lists: readonly (readonly T[])[], most: number): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const taken = new Set<T>();
  for (let i = 0; i < longest && taken.size < most; i++) {
    for (const list of lists) {
      const item = list[i];
      if (item !== undefined && taken.size < most) taken.add(item);
    }
  }
  return [...taken];
}

function trendOf(topics: readonly Topic[]): Pick<TopicKind, 'trend'> {
  const counts = new Map<number, number>();
  for (const { subject } of topics) {
    for (const { from, count } of subject.trend ?? []) counts.set(from, (counts.get(from) ?? 0) + count);
  }
  if (counts.size === 0) return {};
  return { trend: [...counts].map(([from, count]) => ({ from, count })).toSorted((a, b) => a.from - b.from) };
}

/** The topics as the person has them, the largest first, those that are none last. */
export function topicKinds({ topics, rows: all }: Topics, draft: TopicDraft): readonly TopicKind[] {
  const byHome = new Map<number, Topic[]>();
  for (const topic of topics) {
    const home = homeOf(draft, topic.id);
    const members = byHome.get(home) ?? [];
    byHome.set(home, topic.id === home ? [topic, ...members] : [...members, topic]);
  }
  const kinds = [...byHome].map(([id, members]): TopicKind => {
    const rows = members.reduce((sum, { subject }) => sum + subject.rows, 0);
    const typed = draft.names[id]?.trim() ?? '';
    return {
      id,
      name: typed === '' ? (members[0]?.subject.name ?? '') : typed,
      named: typed !== '',
      dropped: draft.dropped.includes(id),
      words: inTurn(
        members.map(({ words }) => words),
        MOST_WORDS,
      ),
      rows,
      share: { value: all > 0 ? rows / all : 0, ...wilson(rows, Math.max(1, all)) },
      ...trendOf(members),
      examples: inTurn(
        members.map(({ subject }) => subject.examples),
        MOST_EXAMPLES,
      ),
      ids: members.map((topic) => topic.id),
    };
  });
  return kinds.toSorted((a, b) => Number(a.dropped) - Number(b.dropped) || b.rows - a.rows || a.id - b.id);
}

/** Several topics put into the first of them. */
export function mergeTopics(draft: TopicDraft, ids: readonly number[]): TopicDraft {
  const [home, ...others] = ids;
  if (home === undefined) return draft;
  const into = { ...draft.into };
  for (const id of others) if (id !== home) into[id] = home;
  return { ...draft, into };
}

/** A topic taken apart again into those that were put into it. */
export function splitTopic(draft: TopicDraft, id: number): TopicDraft {
  const kept = Object.entries(draft.into).filter(([from]) => homeOf(draft, Number(from)) !== id);
  return { ...draft, into: Object.fromEntries(kept) };
}

/** The labels that the draft amounts to: topics of one name are one label, and what was said of a single text counts. */
export function draftLabels(
  topics: Topics,
  draft: TopicDraft,
): { readonly codes: Int32Array; readonly levels: readonly string[] } {
  const levels: string[] = [];
  const codeOf = (name: string): number => {
    const at = levels.indexOf(name);
    return at < 0 ? levels.push(name) - 1 : at;
  };
  const codeOfTopic = new Map<number, number>();
  for (const kind of topicKinds(topics, draft)) {
    if (kind.dropped) continue;
    const code = codeOf(kind.name);
    for (const id of kind.ids) codeOfTopic.set(id, code);
  }
  const codes = Int32Array.from(topics.codes, (topic) => codeOfTopic.get(topic) ?? -1);
  for (const [row, level] of draft.byHand) {
    if (row >= 0 && row < codes.length) codes[row] = level === null ? -1 : codeOf(level);
  }
  return { codes, levels };
}
