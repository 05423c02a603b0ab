import { describe, expect, it } from 'vitest';
import { allRows } from '../../src/core/prepare/split.ts';
import { createRandom } from '../../src/core/random.ts';
import { buildAnswerBase, findAnswers } from '../../src/core/text/inbox/answers.ts';
import { assignTopics, topicOfRows } from '../../src/core/text/inbox/assign-topics.ts';
import { fitTopics } from '../../src/core/text/inbox/fit-topics.ts';
import { isTelling, makeNamingTerms } from '../../src/core/text/inbox/naming-terms.ts';
import { findNearDuplicates } from '../../src/core/text/inbox/near-duplicates.ts';
import type { Language } from '../../src/core/text/language.ts';
import { makeTokeniser } from '../../src/core/text/tokens.ts';
import { defaultVectoriser, fitVectoriser, gramOf, vectorise } from '../../src/core/text/vectoriser.ts';
import { freePacer, generateInbox } from './support.ts';

const SUBJECTS = [
  ['申请退款', '退款金额', '钱没有退回', '多扣了费用'],
  ['快递延误', '包裹丢失', '物流信息不更新', '送货地址'],
  ['登录密码', '验证码收不到', '账号被锁定', '重置密码'],
] as const;

function chineseInbox(rows: number, seed: number) {
  const random = createRandom(seed);
  const topicOf = Int32Array.from({ length: rows }, () => random.integer(3));
  const texts = Array.from(topicOf, (topic) => {
    const own = SUBJECTS[topic as 0 | 1 | 2];
    return `你好，我的${own[random.integer(4)] ?? ''}怎么办？${own[random.integer(4)] ?? ''}，请问。`;
  });
  return { texts, topicOf };
}

async function lookThrough(texts: readonly string[], language: Language, count: number) {
  const textAt = (row: number): string => texts[row] ?? '';
  const rows = allRows(Int32Array.from(texts.keys()));
  const pacer = freePacer();
  const state = await fitVectoriser(textAt, rows, defaultVectoriser(language, texts.length), pacer);
  const vectors = await vectorise(state, textAt, rows, pacer);
  const names = makeNamingTerms(language);
  const topics = await fitTopics({
    vectors,
    isTellingColumn: (column) => {
      const { gram, word } = gramOf(state, column);
      return word && isTelling(gram);
    },
    termsAt: (row) => names(textAt(row)),
    seed: 1,
    count,
    pacer,
  });
  const topicOf = topicOfRows(topics, await assignTopics(topics, vectors, pacer));
  return { vectors, topics, topicOf, textAt, pacer };
}

/** Share of rows that are in a topic of mostly their own. */
function purity(found: Int32Array, truth: Int32Array): number {
  const counts = new Map<number, Map<number, number>>();
  found.forEach((topic, row) => {
    const own = counts.get(topic) ?? new Map<number, number>();
    counts.set(topic, own.set(truth[row] as number, (own.get(truth[row] as number) ?? 0) + 1));
  });
  let right = 0;
  for (const [topic, own] of counts) if (topic >= 0) right += Math.max(...own.values());
  return right / found.length;
}

describe('tokens, TF-IDF and the inbox together', () => {
  it('find topics, copies and answers in English tickets', async () => {
    const { texts, topicOf } = generateInbox(300, 5, 11);
    const copied = [...texts, `${texts[0] ?? ''}!!`, (texts[1] ?? '').toUpperCase()];
    const { vectors, topics, topicOf: found, textAt, pacer } = await lookThrough(copied, 'en-like', 5);
    expect(purity(found.slice(0, 300), topicOf)).toBeGreaterThanOrEqual(0.9);
    expect(topics.topics.every(({ terms }) => terms.length >= 3)).toBe(true);
    const { groups } = await findNearDuplicates({ rows: copied.length, textAt, vectors, pacer });
    const pairs = groups.map((group) => Array.from(group.rows));
    expect(pairs.some((group) => group.includes(0) && group.includes(300))).toBe(true);
    expect(pairs.some((group) => group.includes(1) && group.includes(301))).toBe(true);
    const tokens = makeTokeniser('en-like');
    const base = await buildAnswerBase({
      documents: 300,
      tokensAt: (row) => tokens(textAt(row)),
      answerAt: (row) => `Answer ${topicOf[row] ?? ''}.`,
      pacer,
    });
    expect(findAnswers(base, { tokens: tokens('My PARCEL is late; tracking number?') })[0]?.answer).toBe(
      base.answerOf[topicOf.indexOf(2)],
    );
  });

  it('find topics of Chinese tickets and name them by words of two characters and more', async () => {
    const { texts, topicOf } = chineseInbox(240, 2);
    const { topics, topicOf: found } = await lookThrough(texts, 'zh', 3);
    expect(purity(found, topicOf)).toBeGreaterThanOrEqual(0.9);
    const terms = topics.topics.flatMap((topic) => topic.terms.map(({ term }) => term));
    expect(terms.every((term) => Array.from(term).length >= 2)).toBe(true);
    for (const subject of ['退款', '密码']) expect(terms.some((term) => term.includes(subject))).toBe(true);
  });
});
