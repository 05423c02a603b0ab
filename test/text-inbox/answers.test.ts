import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAnswerBase, findAnswers } from '../../src/core/text/inbox/answers.ts';
import { tellingTerms } from '../../src/core/text/inbox/because.ts';
import { buildBm25, explainDocument, fullScore, retrieve } from '../../src/core/text/inbox/bm25.ts';
import { judgeAnswers, reply, thresholdForAccuracy } from '../../src/core/text/inbox/hand-over.ts';
import { HAND_ALL_OVER, thresholdByCost } from '../../src/core/text/inbox/scope-curve.ts';
import { cancelledPacer, codeOf, freePacer, generateInbox } from './support.ts';

/** The formula, document by document. */
function bruteForce(documents: readonly (readonly string[])[], query: readonly string[]): number[] {
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  return documents.map((document) =>
    [...new Set(query)].reduce((sum, term) => {
      const holding = documents.filter((one) => one.includes(term)).length;
      const idf = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
      const tf = document.filter((token) => token === term).length;
      return sum + (idf * tf * 2.2) / (tf + 1.2 * (0.25 + (0.75 * document.length) / mean));
    }, 0),
  );
}

describe('BM25', () => {
  it('is the formula, for any documents and question', async () => {
    const token = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'é', '退款');
    const documents = fc.array(fc.array(token, { maxLength: 9 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(documents, fc.array(token, { maxLength: 5 }), async (texts, query) => {
        fc.pre(texts.some(({ length }) => length > 0));
        const index = await buildBm25(texts.length, (row) => texts[row] ?? [], freePacer());
        const found = retrieve(structuredClone(index), query, 100);
        const expected = bruteForce(texts, query);
        expect(found.map(({ row }) => row).toSorted((a, b) => a - b)).toEqual(
          Array.from(expected.keys()).filter((row) => (expected[row] as number) > 0),
        );
        for (const { row, score, matched } of found) {
          expect(score).toBeCloseTo(expected[row] as number, 10);
          expect(matched.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score, 10);
        }
        const scores = found.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        const top = retrieve(index, query, 3);
        expect(top).toEqual(found.slice(0, 3));
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('says which words matched, and counts words that nobody used as the rarest', async () => {
    const texts = [['card', 'lost'], ['card', 'stolen'], ['refund']];
    const index = await buildBm25(3, (row) => texts[row] ?? [], freePacer());
    expect(retrieve(index, ['lost', 'card', 'card'])[0]?.matched.map(({ term }) => term)).toEqual(['lost', 'card']);
    expect(fullScore(index, ['zebra'])).toBeCloseTo(Math.log(1 + 3.5 / 0.5), 12);
    expect(retrieve(index, ['zebra'])).toEqual([]);
    expect(await codeOf(() => buildBm25(2, () => [], freePacer()))).toBe('text.no-documents');
    expect(await codeOf(() => buildBm25(2, () => ['a'], cancelledPacer()))).toBe('job.cancelled');
  });
});

describe('why a document was found', () => {
  const because = async (texts: readonly string[], query: string, row: number): Promise<string[]> => {
    const index = await buildBm25(texts.length, (at) => texts[at]?.split(' ') ?? [], freePacer());
    return tellingTerms(explainDocument(index, query.split(' '), row).matched, 6);
  };
  const repeated = (common: string, rare: string): string[] => [
    ...Array.from({ length: 30 }, (_, i) => `${common} thing${i}`),
    `${common} ${rare}`,
  ];

  it('is the words that few others have, in languages whose common words nobody listed too', async () => {
    expect(
      await because(repeated('how to get the to my', 'refund invoice'), 'how to get the refund of my invoice', 30),
    ).toEqual(['invoice', 'refund']);
    // Polish: “jak zmienić moje hasło”, how do I change my password.
    expect(await because(repeated('jak moje jest', 'zmienić hasło'), 'jak zmienić moje hasło', 30)).toEqual([
      'hasło',
      'zmienić',
    ]);
    expect(await because(['退款 退 款 没有', '没有 快递', '没有 发票', '没有'], '退款 退 款 没有', 0)).toEqual([
      '退款',
    ]);
  });

  it('is the weightiest word where none but common ones are shared, and nothing where none is', async () => {
    expect(await because(['how to pay', 'how to send', 'how'], 'to', 0)).toEqual(['to']);
    expect(await because(['how to pay'], 'zebra', 0)).toEqual([]);
  });
});

const ENTRIES = [
  ['how do i reset my password', 'Press “Forgot password”.'],
  ['password reset link does not come', 'press "forgot password"'],
  ['reset password please', 'Press “Forgot password”.'],
  ['password locked', 'We unlock it within a day.'],
  ['where is my parcel', 'Look at the tracking page.'],
  ['where is my refund', 'Refunds take five days.'],
  ['nobody answered this', '  '],
] as const;
const cut = (text: string): string[] => text.split(' ');
const baseOf = (more = {}) =>
  buildAnswerBase({
    documents: ENTRIES.length,
    tokensAt: (row) => cut(ENTRIES[row]?.[0] ?? ''),
    answerAt: (row) => ENTRIES[row]?.[1] ?? '',
    pacer: freePacer(),
    ...more,
  });

describe('answers', () => {
  it('are three different ones, the surest first, with the words that matched', async () => {
    const base = await baseOf();
    expect([...base.answerOf]).toEqual([0, 0, 0, 1, 2, 3, -1]);
    const found = findAnswers(base, { tokens: cut('how do i reset my password') });
    expect(found.length).toBe(3);
    expect(found[0]).toMatchObject({ answer: 0, row: 0, meaning: null });
    expect(found[0]?.confidence).toBeGreaterThan(0.7);
    expect(found[0]?.matched.map(({ term }) => term)).toContain('reset');
    expect(new Set(found.map(({ answer }) => answer)).size).toBe(3);
    expect(findAnswers(base, { tokens: ['zebra'] })).toEqual([]);
  });

  it('count as one where they are nearly the same', async () => {
    const near = { rows: Int32Array.from([4, 5]), kind: 'near', similarity: 0.9, labels: [], labelsDisagree: false };
    const base = await baseOf({ duplicates: [near] });
    expect([...base.answerOf]).toEqual([0, 0, 0, 1, 2, 2, -1]);
  });

  it('are blended with the cosine of vectors, which finds what shares no word', async () => {
    const values = Float32Array.from([2, 0, 1, 0, 1, 0, 1, 1, 0, 3, 0, -1, 0, 1]);
    const base = await baseOf({ embedding: { width: 2, values } });
    const found = findAnswers(base, { tokens: ['zebra'], vector: Float32Array.from([0, 5]) });
    expect(found[0]).toMatchObject({ answer: 2, row: 4, words: 0, meaning: 1, confidence: 0.5 });
    const both = findAnswers(base, { tokens: cut('where is my parcel'), vector: Float32Array.from([0, 5]) });
    expect(both[0]?.confidence).toBeCloseTo(((both[0]?.words ?? 0) + 1) / 2, 12);
    const wrong = { tokens: ['a'], vector: new Float32Array(3) };
    expect(await codeOf(() => findAnswers(base, wrong))).toBe('text.wrong-width');
  });

  it('say what is wrong', async () => {
    expect(await codeOf(() => baseOf({ answerAt: () => '' }))).toBe('text.no-answers');
    expect(await codeOf(() => baseOf({ tokensAt: () => [] }))).toBe('text.no-documents');
    const embedding = { width: 2, values: new Float32Array(3) };
    expect(await codeOf(() => baseOf({ embedding }))).toBe('text.misaligned');
    expect(await codeOf(() => baseOf({ pacer: cancelledPacer() }))).toBe('job.cancelled');
  });
});

describe('handing over', () => {
  it('is learned from questions that are left out: sure ones are right, strange ones go to a person', async () => {
    const { texts, topicOf } = generateInbox(240, 6, 4);
    const tokens = texts.map(cut);
    const base = await buildAnswerBase({
      documents: 240,
      tokensAt: (row) => tokens[row] ?? [],
      // One topic's answers are all different: no other document has the true one.
      answerAt: (row) => (topicOf[row] === 5 ? `answer of row ${row}x` : `answer to topic ${topicOf[row] ?? 0}`),
      pacer: freePacer(),
    });
    const questions = tokens.map((own, row) => ({ tokens: own, except: row, answer: base.answerOf[row] ?? -1 }));
    const judged = await judgeAnswers(base, questions, freePacer());
    expect([...judged.outOfScope]).toEqual(Array.from(topicOf, (topic) => (topic === 5 ? 1 : 0)));
    const right = judged.correct.reduce((a, b) => a + b, 0);
    const inScope = topicOf.filter((topic) => topic !== 5).length;
    expect(right / inScope).toBeGreaterThan(0.85);
    expect(judged.amongThree.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(right);
    const dear = thresholdByCost(judged, { wrongAnswer: 20, handOver: 1 }).threshold;
    const cheap = thresholdByCost(judged, { wrongAnswer: 1, handOver: 20 }).threshold;
    expect(dear).toBeGreaterThan(cheap);
    const { threshold, point } = thresholdForAccuracy(judged, 0.7);
    expect(point?.accuracy.low).toBeGreaterThanOrEqual(0.7);
    expect(threshold).toBeLessThan(1);
    expect(thresholdForAccuracy(judged, 1).threshold).toBe(HAND_ALL_OVER);
    expect(reply(base, { tokens: tokens[0] ?? [] }, 0.5).kind).toBe('answer');
    expect(reply(base, { tokens: ['elephants', 'sing'] }, 0).kind).toBe('hand-over');
    expect(reply(base, { tokens: tokens[0] ?? [] }, HAND_ALL_OVER)).toMatchObject({ kind: 'hand-over' });
  });
});
