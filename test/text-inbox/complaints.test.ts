import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { complaintsOf } from '../../src/core/text/inbox/complaints.ts';
import { makeInboxCards } from '../../src/core/text/inbox/inbox-cards.ts';
import { lowRatedWords, ratingsByGroup } from '../../src/core/text/inbox/low-rated.ts';
import { findNearDuplicates } from '../../src/core/text/inbox/near-duplicates.ts';
import { DAY } from '../../src/core/text/inbox/periods.ts';
import { readRatings, sideOf, type RatingKind } from '../../src/core/text/inbox/rating-scale.ts';
import { summarise, welchTest } from '../../src/core/stats/tests.ts';
import { cancelledPacer, codeOf, freePacer } from './support.ts';

const repeat = (values: readonly number[]): Float64Array =>
  Float64Array.from({ length: 24 }, (_, i) => values[i % values.length] ?? NaN);
const categories = (levels: readonly string[]) => ({
  kind: 'category' as const,
  codes: Int32Array.from({ length: 24 }, (_, i) => i % levels.length),
  levels,
});

describe('scales of ratings', () => {
  it('are told by their numbers, with low and high at their own ends', () => {
    const cases: readonly (readonly [readonly number[], RatingKind, readonly number[]])[] = [
      [[1, 2, 3, 4, 5], 'stars', [-1, -1, 0, 1, 1]],
      [[1, 2.5, 4.5, NaN], 'stars', [-1, 0, 1, NaN]],
      [[0, 6, 7, 9, 10], 'nps', [-1, -1, 0, 1, 1]],
      [[1, 4, 5, 7, 10], 'ten', [-1, -1, 0, 1, 1]],
      [[1, 2, 4, 6, 7], 'seven', [-1, -1, 0, 1, 1]],
      [[0, 1, 3, 4, 5], 'zero-five', [-1, -1, 0, 1, 1]],
      [[0, 1], 'thumbs', [-1, 1]],
      [[-1, 0, 1], 'thumbs', [-1, 0, 1]],
      [[0, 33, 50, 88.5], 'hundred', [-1, -1, 0, 1]],
    ];
    for (const [values, kind, sides] of cases) {
      const { scale, values: rated } = readRatings({ kind: 'number', values: repeat(values) });
      expect(scale.kind).toBe(kind);
      expect(Array.from(rated.slice(0, sides.length), (value) => sideOf(scale, value))).toEqual(sides);
    }
    const nps = readRatings({ kind: 'number', values: repeat([1, 7, 10]) }, 'nps');
    expect(sideOf(nps.scale, 6)).toBe(-1);
  });

  it('are told by their words', () => {
    const cases: readonly (readonly [readonly string[], RatingKind, readonly number[]])[] = [
      [['👎', '👍', '👍🏽'], 'thumbs', [0, 1, 1]],
      [['Bad', 'neutral', 'good'], 'thumbs', [0, 0.5, 1]],
      [['差评', '好评'], 'thumbs', [0, 1]],
      [['★☆☆☆☆', '★★★★★', '★★★'], 'stars', [1, 5, 3]],
      [['1 star', '2 stars', '5 - great', '4/5', '3,5'], 'stars', [1, 2, 5, 4, 3.5]],
      [['0', '8', '10'], 'nps', [0, 8, 10]],
    ];
    for (const [levels, kind, values] of cases) {
      const found = readRatings(categories(levels));
      expect([found.scale.kind, ...found.values.slice(0, levels.length)]).toEqual([kind, ...values]);
    }
  });

  it('say what is wrong', async () => {
    const read = (values: readonly number[], kind?: RatingKind) =>
      codeOf(() => readRatings({ kind: 'number', values: repeat(values) }, kind));
    expect(await read([-5, 3])).toBe('text.unreadable-ratings');
    expect(await read([1, 2_024])).toBe('text.unreadable-ratings');
    expect(await read([0, 9], 'stars')).toBe('text.unreadable-ratings');
    expect(await read([NaN])).toBe('text.too-few-ratings');
    expect(await codeOf(() => readRatings(categories(['fine weather', 'good'])))).toBe('text.unreadable-ratings');
  });
});

describe('lower ratings', () => {
  it('are Welch’s difference of a group to the others, with counts', () => {
    const random = createRandom(1);
    const groupOf = Int32Array.from({ length: 200 }, () => random.integer(4) - 1);
    const ratings = Float64Array.from(groupOf, (group) => (group === 2 ? 2 : 3.5) + random.normal());
    ratings[7] = NaN;
    const { groups, tried } = ratingsByGroup(ratings, groupOf, [0, 1, 2, 9]);
    expect(tried).toBe(3);
    expect(groups[0]?.group).toBe(2);
    const rated = Array.from(ratings.keys()).filter((row) => !Number.isNaN(ratings[row] as number));
    const pick = (isIn: (row: number) => boolean) => summarise(rated.filter(isIn).map((row) => ratings[row] as number));
    const expected = welchTest(
      pick((row) => groupOf[row] === 2),
      pick((row) => groupOf[row] !== 2),
    );
    expect(groups[0]?.difference.value).toBeCloseTo(expected.difference, 10);
    expect(groups[0]?.difference.low).toBeCloseTo(expected.low, 10);
    expect(groups[0]?.pValue).toBeCloseTo(expected.pValue, 12);
    expect([groups[0]?.rated, groups[0]?.others]).toEqual([
      pick((row) => groupOf[row] === 2).count,
      pick((row) => groupOf[row] !== 2).count,
    ]);
  });

  it('are found of words that lower them, and of few that do not', async () => {
    const random = createRandom(4);
    const texts = Array.from({ length: 1_500 }, () =>
      Array.from({ length: 6 }, () => `w${random.integer(60)}`).concat(random.next() < 0.08 ? ['broken'] : []),
    );
    const ratings = Float64Array.from(texts, (words) =>
      Math.min(5, Math.max(1, Math.round(3.6 + random.normal() - (words.includes('broken') ? 1 : 0)))),
    );
    const { groups, tried } = await lowRatedWords(ratings, (row) => texts[row] ?? [], freePacer());
    expect(tried).toBe(61);
    expect(groups[0]?.group).toBe('broken');
    expect(groups[0]?.rated).toBe(texts.filter((words) => words.includes('broken')).length);
    expect(groups[0]?.difference.high).toBeLessThan(0);
    expect(groups.length).toBeLessThanOrEqual(2);
    expect(await codeOf(() => lowRatedWords(ratings, () => [], cancelledPacer()))).toBe('job.cancelled');
  });
});

/** 26 weeks: group 0 largest, 1 growing fivefold, 2 rated low, 3 as it ever was; a few in no group. */
function inbox() {
  const random = createRandom(6);
  const [times, groups, ratings]: number[][] = [[], [], []];
  const write = (at: number, group: number): void => {
    times?.push((at + random.next()) * DAY);
    groups?.push(group);
    ratings?.push(Math.min(5, Math.max(1, Math.round((group === 2 ? 2 : 4) + random.normal()))));
  };
  for (let at = 0; at < 182; at++) {
    for (let i = 0; i < 5; i++) write(at, 0);
    if (random.next() < (at < 91 ? 0.1 : 0.5)) write(at, 1);
    if (random.next() < 0.6) write(at, 2);
    if (random.next() < 0.6) write(at, random.next() < 0.9 ? 3 : -1);
  }
  return {
    times: Float64Array.from(times ?? []),
    groupOf: Int32Array.from(groups ?? []),
    ratings: readRatings({ kind: 'number', values: Float64Array.from(ratings ?? []) }),
  };
}

describe('complaints', () => {
  const { times, groupOf, ratings } = inbox();
  const groups = [0, 1, 2, 3];

  it('count', () => {
    const plain = complaintsOf({ groupOf, groups });
    const sizes = groups.map((group) => groupOf.filter((one) => one === group).length);
    expect(plain.groups.map(({ group }) => group)[0]).toBe(0);
    expect(plain.unclear).toBe(groupOf.filter((group) => group < 0).length);
    for (const { group, rows, share, trend, rating, low } of plain.groups) {
      expect(rows).toBe(sizes[group]);
      expect(share.value).toBe(rows / groupOf.length);
      expect([trend, rating, low]).toEqual([null, null, null]);
    }
  });

  it('come with growth and ratings where there are dates and ratings', () => {
    const full = complaintsOf({ groupOf, groups, times, ratings });
    const [growing, low] = [1, 2].map((group) => full.groups.find((one) => one.group === group));
    expect(growing?.trend?.growth.low).toBeGreaterThan(1);
    expect(low?.rating?.difference.high).toBeLessThan(0);
    const lowRows = Array.from(groupOf.keys()).filter(
      (row) => groupOf[row] === 2 && (ratings.values[row] as number) <= 2,
    );
    expect(low?.low?.rows).toBe(lowRows.length);
  });

  it('say what is wrong', async () => {
    expect(await codeOf(() => complaintsOf({ groupOf: new Int32Array(0), groups }))).toBe('text.too-few-texts');
    expect(await codeOf(() => complaintsOf({ groupOf, groups, times: times.slice(1) }))).toBe('text.misaligned');
  });
});

describe('cards of an inbox', () => {
  it('name what is largest, what grows and what is rated low, with the rows they are about', async () => {
    const { times, groupOf, ratings } = inbox();
    const groups = [0, 1, 2, 3];
    const duplicates = await findNearDuplicates({
      rows: groupOf.length,
      textAt: (row) => (row % 5 === 0 ? 'the same again' : `ticket ${row}`),
      labels: groupOf,
      pacer: freePacer(),
    });
    const complaints = complaintsOf({ groupOf, groups, times, ratings });
    const cards = makeInboxCards({ complaints, groupOf, ratings: ratings.values, duplicates });
    const byCode = new Map(cards.map((card) => [card.code, card]));
    expect([...byCode.keys()]).toEqual([
      'card.text.low-rated',
      'card.text.growing',
      'card.text.most-complained',
      'card.text.near-duplicates',
      'card.text.labels-disagree',
    ]);
    for (const [code, group] of [
      ['card.text.growing', 1],
      ['card.text.low-rated', 2],
      // Rated low most often, too; but that was said.
      ['card.text.most-complained', 0],
    ] as const) {
      expect(Array.from(byCode.get(code)?.rows ?? [], (row) => groupOf[row])).toEqual(
        Array.from(groupOf).filter((one) => one === group),
      );
    }
    expect(
      cards.every(({ evidence, test }) => evidence === 'association' && test.code.startsWith('card.text.test.')),
    ).toBe(true);
    expect(structuredClone(cards)).toEqual(cards);
  });

  it('say that nothing stands out where nothing does', () => {
    const random = createRandom(2);
    let found = 0;
    for (let draw = 0; draw < 30; draw++) {
      const groupOf = Int32Array.from({ length: 400 }, () => random.integer(4));
      const times = Float64Array.from(groupOf, () => random.next() * 182 * DAY);
      const values = Float64Array.from(groupOf, () => 1 + random.integer(5));
      const complaints = complaintsOf({
        groupOf,
        groups: [0, 1, 2, 3],
        times,
        ratings: readRatings({ kind: 'number', values }),
      });
      const cards = makeInboxCards({ complaints, groupOf, ratings: values });
      expect(cards.length).toBeGreaterThan(0);
      if (cards[0]?.code !== 'card.text.nothing-found') found++;
    }
    expect(found).toBeLessThanOrEqual(6);
  });
});
