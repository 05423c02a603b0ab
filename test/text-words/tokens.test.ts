import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage, type Language } from '../../src/core/text/language.ts';
import { cutText, normaliseMapped, normaliseText } from '../../src/core/text/normalise.ts';
import { makeSequencer, makeSpanner, makeTokeniser, type TokenMode } from '../../src/core/text/tokens.ts';

describe('the language of a column', () => {
  it.each<[Language, string[]]>([
    ['en-like', ['Where is my order?', 'refund']],
    ['en-like', ['где мой заказ', 'ποῦ εἶναι', 'أين طلبي', '환불 해주세요', 'मेरा ऑर्डर']],
    ['zh', ['我的订单还没有到', '续费率怎么查', 'APP打不开']],
    ['zh', ['退款 order 12345 请处理 payment failed']],
    ['other', ['返金してください', 'ログインできません']],
    ['other', ['สินค้ายังไม่มาถึง']],
    ['en-like', ['one 你 sign among very many Latin letters does not count']],
    ['en-like', ['', '12:30', '👍']],
    ['en-like', []],
  ])('is %s for %j', (language, texts) => {
    expect(detectLanguage(texts)).toBe(language);
  });
});

describe('tokens', () => {
  const english = makeTokeniser('en-like');

  it('are words without case, signs and form', () => {
    expect(english('I can’t TOP-UP my ＣＡＲＤ?!')).toEqual(['i', 'cant', 'top', 'up', 'my', 'card']);
    expect(english("L'eau qu'il aujourd'hui we're")).toEqual(['l', 'eau', 'qu', 'il', 'aujourdhui', 'we', 're']);
    expect(english('Straße ΟΔΟΣ cafe\u0301')).toEqual(['straße', 'οδοσ', 'café']);
  });

  it('tell short numbers apart, but not long ones', () => {
    expect(english('error 404, card 4929123412341234, order AB-12345, 3d, ١٢٣٤٥')).toEqual([
      'error',
      '404',
      'card',
      '0000000000000000',
      'order',
      'ab',
      '00000',
      '3d',
      '00000',
    ]);
  });

  it('keep pictures whole, whatever their tone', () => {
    expect(english('ok 👍🏽👍 👨‍👩‍👧 🇩🇪❤️')).toEqual(['ok', '👍', '👍', '👨‍👩‍👧', '🇩🇪', '❤']);
  });

  it('of Chinese are characters and pairs, which find what the segmenter splits, and its longer words', () => {
    const chinese = makeTokeniser('zh');
    expect(chinese('查续费率')).toEqual(expect.arrayContaining(['续', '费', '率', '续费', '费率']));
    expect(chinese('人工智能APP打不开')).toEqual(expect.arrayContaining(['人工', '智能', 'app', '打不开']));
    expect(makeSequencer('zh')('续费率，APP 2024年')).toEqual(['续', '费', '率', 'app', '0000', '年']);
  });

  it('of other scripts without spaces are characters with their marks, up to three', () => {
    expect(makeTokeniser('other')('返金して')).toEqual([
      '返',
      '返金',
      '返金し',
      '金',
      '金し',
      '金して',
      'し',
      'して',
      'て',
    ]);
    expect(makeSequencer('other')('ดีครับ')).toEqual(['ดี', 'ค', 'รั', 'บ']);
  });

  it('are none of nothing', () => {
    for (const text of ['', ' \n\t', '?!…', '\u200B']) expect(english(text)).toEqual([]);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        'ﷺ',
        'İ',
        'Σ',
        'ｶ',
        'ﾞ',
        'ㄱ',
        'ㅏ',
        'e',
        '\u0301',
        '👍🏽',
        '续费',
        ' ',
        "'",
        '’',
        '12345',
        'ẞ',
        '\u00AD',
        'ก',
        'ำ',
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join('')),
);

describe('positions', () => {
  it('are known for every unit of a normalised text, in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const mapped = normaliseMapped(text);
        expect(mapped?.text).toBe(normaliseText(text));
        mapped?.starts.forEach((start, i) => {
          const end = mapped.ends[i] as number;
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeGreaterThanOrEqual(mapped.starts[i - 1] ?? 0);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('of tokens lie in the text; a sequence has each place once', () => {
    const languages: Language[] = ['en-like', 'zh', 'other'];
    const modes: TokenMode[] = ['search', 'sequence'];
    const spanners = languages.flatMap((language) =>
      modes.map((mode) => ({ mode, spans: makeSpanner(language, mode) })),
    );
    fc.assert(
      fc.property(anyText, fc.nat(5), (text, which) => {
        const { mode, spans } = spanners[which] as (typeof spanners)[number];
        const normalised = normaliseText(text);
        let before = 0;
        for (const { token, start, end } of spans(normalised)) {
          expect(token.length).toBeGreaterThan(0);
          expect(start).toBeGreaterThanOrEqual(mode === 'sequence' ? before : 0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(normalised.length);
          expect(normalised.slice(start, end)).toContain(token.slice(0, 1));
          before = end;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a long text', () => {
  it('is cut without half a picture at its end', () => {
    expect(cutText('abc', 2)).toBe('ab');
    expect(cutText('a👍b', 2)).toBe('a');
    expect(cutText('a👍b', 3)).toBe('a👍');
    expect(cutText('abc', 3)).toBe('abc');
  });
});
