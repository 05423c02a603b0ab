import { CodedError } from '../../errors.ts';
import type { TopicTerm } from './topic-terms.ts';

/** A topic of texts without labels. */
export interface Topic {
  /** Stays the same through renaming and merging. */
  readonly id: number;
  /** Centres that belong to it: one, or those of the topics it was merged from. */
  readonly centres: readonly number[];
  /** What names it until a person does, the most typical first. */
  readonly terms: readonly TopicTerm[];
  /** As the person calls it; null until then. */
  readonly name: string | null;
}

/** What was learned of the texts: plain data. Together with the state of the vectoriser it tells topics of new texts. */
export interface TopicState {
  readonly version: 1;
  /** Columns of the TF-IDF rows, and those of them that say what a text is about, ascending. */
  readonly columns: number;
  readonly telling: Int32Array;
  /** Directions that the telling columns are reduced to. */
  readonly width: number;
  /** telling columns × width */
  readonly directions: Float32Array;
  /** centres × width, each of length 1 */
  readonly centres: Float64Array;
  /** Least similarity, a centre, at which a text is clearly of its topic. */
  readonly clearFrom: Float64Array;
  readonly topics: readonly Topic[];
  /** Numbers of topics that were tried, with their mean silhouettes; none where the number was given. */
  readonly tried: readonly { readonly count: number; readonly silhouette: number }[];
}

const MOST_TERMS = 8;
const LONGEST_NAME = 80;

/**
 * Gives a topic a name of the person's; an empty one takes it away again.
 * @throws text.no-such-topic; text.name-taken where another topic is called the same
 */
export function renameTopic(state: TopicState, id: number, name: string): TopicState {
  const trimmed = name.trim().slice(0, LONGEST_NAME);
  if (!state.topics.some((topic) => topic.id === id)) throw new CodedError('text.no-such-topic', { topic: id });
  const taken = state.topics.some((topic) => topic.id !== id && topic.name !== null && topic.name === trimmed);
  if (taken) throw new CodedError('text.name-taken', { name: trimmed });
  return {
    ...state,
    topics: state.topics.map((topic) =>
      topic.id === id ? { ...topic, name: trimmed === '' ? null : trimmed } : topic,
    ),
  };
}

/**
 * Makes one topic of several. It keeps the id of the first named here, the first name that one of them has, and their
 * most typical terms in turn.
 * @throws text.no-such-topic, text.too-few-topics where fewer than two different ones are named
 */
export function mergeTopics(state: TopicState, ids: readonly number[]): TopicState {
  const chosen = [...new Set(ids)].map((id) => {
    const topic = state.topics.find((one) => one.id === id);
    if (!topic) throw new CodedError('text.no-such-topic', { topic: id });
    return topic;
  });
  const [first] = chosen;
  if (!first || chosen.length < 2) throw new CodedError('text.too-few-topics', { topics: chosen.length });
  const merged: Topic = {
    id: first.id,
    centres: chosen.flatMap(({ centres }) => centres),
    terms: inTurn(chosen.map(({ terms }) => terms)),
    name: chosen.find(({ name }) => name !== null)?.name ?? null,
  };
  return {
    ...state,
    topics: state.topics
      .filter((topic) => topic === first || !chosen.includes(topic))
      .map((topic) => (topic === first ? merged : topic)),
  };
}

function inTurn(lists: readonly (readonly TopicTerm[])[]): TopicTerm[] {
  const seen = new Set<string>();
  const mixed: TopicTerm[] = [];
  for (let place = 0; place < MOST_TERMS; place++) {
    for (const list of lists) {
      const term = list[place];
      if (!term || seen.has(term.term) || mixed.length === MOST_TERMS) continue;
      seen.add(term.term);
      mixed.push(term);
    }
  }
  return mixed;
}
