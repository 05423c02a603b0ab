import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { contributions } from '../../src/core/learn/sparse/contributions.ts';
import { fitSparseLogistic, SPARSE_LOGISTIC_DEFAULTS } from '../../src/core/learn/sparse/logistic.ts';
import type { SparseLinearState } from '../../src/core/learn/sparse/types.ts';
import { markText } from '../../src/core/text/evidence.ts';
import type { Language } from '../../src/core/text/language.ts';
import { openVectoriser } from '../../src/core/text/vectoriser-open.ts';
import { defaultVectoriser, fitVectoriser, vectorise, type VectoriserState } from '../../src/core/text/vectoriser.ts';
import { context, ended, everyRow, pacer, reading } from './support.ts';

interface Fitted {
  readonly vectoriser: VectoriserState;
  readonly model: SparseLinearState;
}

/** Two classes of which each has a word of its own: class 1 the second one. */
async function fitted(language: Language, texts: readonly string[], codes: readonly number[]): Promise<Fitted> {
  const rows = everyRow(texts);
  const vectoriser = await fitVectoriser(reading(texts), rows, defaultVectoriser(language, texts.length), pacer());
  const features = await vectorise(vectoriser, reading(texts), rows, pacer());
  const input = { features, codes, classes: ['a', 'b'] };
  return { vectoriser, model: await ended(fitSparseLogistic(input, SPARSE_LOGISTIC_DEFAULTS, context())) };
}

const ENGLISH = ['my card is late', 'my refund is late', 'the card please', 'the refund please', 'a card', 'a refund'];
const CHINESE = ['我的订单没有到', '我的续费率不对', '订单在哪里', '续费率在哪里', '请看订单', '请看续费率'];
const CODES = [0, 1, 0, 1, 0, 1];
let english: Fitted;
let chinese: Fitted;
beforeAll(async () => {
  english = await fitted('en-like', ENGLISH, CODES);
  chinese = await fitted('zh', CHINESE, CODES);
});

const strongest = ({ vectoriser, model }: Fitted, text: string, code: number): string => {
  const marks = markText(vectoriser, model, text, code);
  const best = marks.reduce((a, b) => (b.weight > a.weight ? b : a));
  return text.slice(best.start, best.end);
};

describe('words that drove a decision', () => {
  it('are marked where they stand in the text as it was written', () => {
    expect(strongest(english, '  Hello 👍🏽, the REFUND’s late??', 1)).toBe('REFUND’s');
    expect(strongest(english, 'ﷺ e\u0301 Ｃａｒｄ', 0)).toBe('Ｃａｒｄ');
    expect('续费率').toContain(strongest(chinese, '👍请问：续费率？', 1));
    const marks = markText(chinese.vectoriser, chinese.model, 'ok，续费率', 1);
    const own = marks.filter(({ start }) => start >= 3);
    expect(own).toHaveLength(3);
    for (const { weight } of own) expect(weight).toBeGreaterThan(0);
  });

  it('speak against a class where they speak for the other', () => {
    const text = 'card';
    const [forIt] = markText(english.vectoriser, english.model, text, 0);
    const [against] = markText(english.vectoriser, english.model, text, 1);
    expect(forIt?.weight).toBeGreaterThan(0);
    expect(against?.weight).toBeCloseTo(-(forIt?.weight ?? 0), 9);
  });

  it('are in order, apart from each other, within the text, and sum to all that the words said', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(' card ', 'REFUND', '续费率', '订单', '👍', 'ﷺ', '\n', 'late.'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.boolean(), (parts, which) => {
        const { vectoriser, model } = which ? english : chinese;
        const text = parts.join('');
        const marks = markText(vectoriser, model, text, 1);
        let before = 0;
        for (const { start, end } of marks) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
        const said = contributions(model, openVectoriser(vectoriser).features(text), 1).reduce((a, b) => a + b, 0);
        expect(marks.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(said, 9);
      }),
      { numRuns: 300 },
    );
  });

  it('are none where nothing is known', () => {
    expect(markText(english.vectoriser, english.model, '', 0)).toEqual([]);
    expect(markText(english.vectoriser, english.model, '漢字', 0)).toEqual([]);
  });
});
