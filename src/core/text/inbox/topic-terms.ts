import type { Pacer } from '../../learn/pacer.ts';
import { isUnspaced } from './naming-terms.ts';

/** A word, or words in a row, that a topic's texts hold more often than the others. */
export interface TopicTerm {
  readonly term: string;
  /** Standard errors of the log odds ratio above 0. */
  readonly standing: number;
  /** Rows of the topic, of those looked at, that hold it. */
  readonly rows: number;
}

export interface TopicTermsInput {
  /** Rows looked at, and the group of each in the same order, from 0; −1: no group, but part of the others. */
  readonly rows: Int32Array;
  readonly groupOf: Int32Array;
  readonly groups: number;
  readonly termsAt: (row: number) => readonly string[];
  readonly pacer: Pacer;
  readonly most?: number;
}

const MOST_TERMS = 8;
/** Terms that are weighed against each other for a group. */
const SHORTLIST = 60;
const TYPICAL = 1.96;
/** How many terms of all texts' mixture are put before each side: the prior of Monroe and others. */
const PRIOR_TERMS = 500;
/** A longer term stands for a shorter one within it where it is at least this share of it. */
const STANDS_FOR = 0.5;
const FEWEST_ROWS = 2;

/**
 * What tells each group from the rest: log odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn
 * 2008), counting rows that hold a term. Longer terms stand for the words within them; no term names two groups.
 * @returns a list a group, the most typical first; empty where nothing is typical
 */
export async function findTopicTerms(input: TopicTermsInput): Promise<TopicTerm[][]> {
  const counts = await countTerms(input);
  const shortlists = shortlist(counts, input.groups);
  const lists = shortlists.map((candidates) => standIn(candidates));
  const owner = new Map<string, { group: number; standing: number }>();
  lists.forEach((list, group) =>
    list.forEach(({ term, standing }) => {
      const known = owner.get(term);
      if (!known || standing > known.standing) owner.set(term, { group, standing });
    }),
  );
  return lists.map((list, group) =>
    list.filter(({ term }) => owner.get(term)?.group === group).slice(0, input.most ?? MOST_TERMS),
  );
}

interface TermCounts {
  readonly terms: readonly string[];
  /** terms × (groups + 1); the last for rows of no group. */
  readonly byGroup: readonly Int32Array[];
  /** Sum of all terms, a group. */
  readonly totals: Float64Array;
}

async function countTerms({ rows, groupOf, groups, termsAt, pacer }: TopicTermsInput): Promise<TermCounts> {
  const numbers = new Map<string, number>();
  const byGroup: Int32Array[] = [];
  const totals = new Float64Array(groups + 1);
  for (let i = 0; i < rows.length; i++) {
    await pacer.pause();
    const group = groupOf[i] as number;
    const place = group < 0 ? groups : group;
    for (const term of new Set(termsAt(rows[i] as number))) {
      let number = numbers.get(term);
      if (number === undefined) {
        number = byGroup.length;
        numbers.set(term, number);
        byGroup.push(new Int32Array(groups + 1));
      }
      const counts = byGroup[number] as Int32Array;
      counts[place] = (counts[place] as number) + 1;
      totals[place] = (totals[place] as number) + 1;
    }
  }
  return { terms: [...numbers.keys()], byGroup, totals };
}

/** The most typical terms of each group, all above 1.96 standard errors. */
function shortlist({ terms, byGroup, totals }: TermCounts, groups: number): TopicTerm[][] {
  const all = totals.reduce((a, b) => a + b, 0);
  const lists = Array.from({ length: groups }, (): TopicTerm[] => []);
  byGroup.forEach((counts, number) => {
    const everywhere = counts.reduce((a, b) => a + b, 0);
    const prior = (PRIOR_TERMS * everywhere) / all;
    for (let group = 0; group < groups; group++) {
      const inside = counts[group] as number;
      if (inside < FEWEST_ROWS) continue;
      const [own, rest] = [totals[group] as number, all - (totals[group] as number)];
      const standing = logOdds(inside, own, everywhere - inside, rest, prior);
      if (standing > TYPICAL) lists[group]?.push({ term: terms[number] as string, standing, rows: inside });
    }
  });
  return lists.map((list) =>
    list.toSorted((a, b) => b.standing - a.standing || (a.term < b.term ? -1 : 1)).slice(0, SHORTLIST),
  );
}

function logOdds(inside: number, own: number, outside: number, rest: number, prior: number): number {
  const [a, b] = [inside + prior, outside + prior];
  const difference = Math.log(a / (own + PRIOR_TERMS - a)) - Math.log(b / (rest + PRIOR_TERMS - b));
  return difference / Math.sqrt(1 / a + 1 / b);
}

/**
 * A longer term takes the place of the shorter ones that mostly occur within it, and the best of their standings. Each of
 * its words must be typical by itself, or it would be “my card”.
 */
function standIn(candidates: readonly TopicTerm[]): TopicTerm[] {
  const typical = new Set(candidates.map(({ term }) => term));
  const hidden = new Set<string>();
  const raised: TopicTerm[] = [];
  for (const one of candidates) {
    const words = one.term.split(' ');
    if (words.length > 1 && words.some((word) => !typical.has(word))) {
      hidden.add(one.term);
      continue;
    }
    const within = candidates.filter(({ term }) => term !== one.term && holds(one.term, term));
    const shorter = within.filter(({ rows }) => one.rows >= STANDS_FOR * rows);
    // A pair that stands for neither of its words says no more than the two.
    if (within.length > 0 && shorter.length < (words.length > 1 ? words.length : 1)) {
      hidden.add(one.term);
      continue;
    }
    for (const { term } of shorter) hidden.add(term);
    raised.push({ ...one, standing: Math.max(one.standing, ...shorter.map(({ standing }) => standing)) });
  }
  return raised.filter(({ term }) => !hidden.has(term)).toSorted((a, b) => b.standing - a.standing);
}

/** Whether the first has the second in it: as words in a row, or as characters of a script without spaces. */
const holds = (longer: string, shorter: string): boolean =>
  isUnspaced(shorter) ? longer.includes(shorter) : ` ${longer} `.includes(` ${shorter} `);
