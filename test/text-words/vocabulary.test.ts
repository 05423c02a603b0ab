import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import {
  defaultVocabulary,
  encodeTexts,
  fitVocabulary,
  openVocabulary,
  UNKNOWN_ID,
  vocabularySize,
} from '../../src/core/text/vocabulary.ts';
import { everyRow, failure, pacer, reading } from './support.ts';

const TEXTS = ['pay the card', 'the card, the card', 'pay now', '', 'once only here'];
const PARAMS = { language: 'en-like', minimumCount: 2, mostWords: 100, coverage: 1, longest: 10 } as const;
const fit = (texts = TEXTS, params: Parameters<typeof fitVocabulary>[2] = PARAMS) =>
  fitVocabulary(reading(texts), everyRow(texts), params, pacer());

describe('a vocabulary', () => {
  it('has the words of enough training rows, the most frequent first; others are unknown', async () => {
    const state = await fit();
    expect(state.words).toEqual(['card', 'pay', 'the']);
    expect(vocabularySize(state)).toBe(5);
    // 12 tokens, of which now, once, only and here are unknown.
    expect(state.unknown).toBeCloseTo(4 / 12, 12);
    const { ids, offsets } = await encodeTexts(state, reading(TEXTS), Int32Array.of(0, 3, 2, 4), pacer());
    expect([...offsets]).toEqual([0, 3, 4, 6, 9]);
    expect([...ids]).toEqual([3, 4, 2, UNKNOWN_ID, 3, UNKNOWN_ID, UNKNOWN_ID, UNKNOWN_ID, UNKNOWN_ID]);
  });

  it('cuts what is longer than nearly all training rows, and says how many', async () => {
    const texts = [...Array.from({ length: 99 }, () => 'a b c'), 'a b c '.repeat(300)];
    const state = await fit(texts, { ...PARAMS, coverage: 0.99 });
    expect(state).toMatchObject({ longest: 3, cut: 1 });
    expect(openVocabulary(state)('c b a c b a')).toHaveLength(3);
    const capped = await fit(texts, { ...PARAMS, coverage: 1, longest: 5 });
    expect(capped).toMatchObject({ longest: 5, cut: 1 });
  });

  it('goes by characters where there are no spaces', async () => {
    const state = await fit(['续费率', '退费'], { ...defaultVocabulary('zh', 2) });
    expect(state.words).toEqual(['费', '率', '续', '退']);
    expect(openVocabulary(structuredClone(state))('退费吗')).toEqual([5, 2, UNKNOWN_ID]);
  });

  it('learns of training rows alone', async () => {
    const some = everyRow(TEXTS).filter((row) => row < 3) as ReturnType<typeof everyRow>;
    const state = await fitVocabulary(reading(TEXTS), some, { ...PARAMS, minimumCount: 1 }, pacer());
    const other = [...TEXTS.slice(0, 3), 'card card', 'new words'];
    expect(await fitVocabulary(reading(other), some, { ...PARAMS, minimumCount: 1 }, pacer())).toEqual(state);
    expect(state.words).not.toContain('once');
  });

  it('keeps to its size, and says when there are no words, or when it is stopped', async () => {
    expect((await fit(TEXTS, { ...PARAMS, minimumCount: 1, mostWords: 2 })).words).toEqual(['card', 'pay']);
    expect(await failure(fit(['', '!']))).toMatchObject({ code: 'text.no-words' });
    const stop = new AbortController();
    stop.abort();
    const stopped = fitVocabulary(reading(TEXTS), everyRow(TEXTS), PARAMS, createPacer(stop.signal));
    expect(await failure(stopped)).toBeInstanceOf(CancelledError);
  });
});
