import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PredictQuestion } from '../../src/lenses/predict/question.ts';
import { layerGlyph, shapeWords } from '../../src/ui/network/layer-shape.ts';
import { settingText, typedSetting, type TypedField } from '../../src/ui/network/network-fields.ts';
import {
  possibleBeside,
  possibleLabels,
  possibleTexts,
  withBeside,
  withLabels,
  withTexts,
} from '../../src/ui/text/question-draft.ts';
import { handedOver } from '../../src/ui/text/view/handed-over.ts';
import {
  cheapest,
  costAt,
  handOverCosts,
  nearestTold,
  outcomesAt,
  pointAt,
  settable,
} from '../../src/ui/text/view/hand-over.ts';
import { markedSegments } from '../../src/ui/text/view/marked-segments.ts';
import { subjectOf } from '../../src/ui/text/view/subjects.ts';
import { FAKE_FINDINGS, fakeTextModel, fakeTextState, TEXT_QUESTION } from '../support/fake-text-state.ts';

const { profile } = fakeTextState();
const PROFILE = profile.status === 'ready' ? profile.value : undefined;
if (!PROFILE) throw new Error('the made-up inbox has no profile');

describe('the question about texts', () => {
  it('offers texts, labels and what stands beside them', () => {
    expect(possibleTexts(PROFILE)).toEqual(['text', 'answer', 'ticket', 'category']);
    expect(possibleLabels(PROFILE, TEXT_QUESTION)).toEqual(['answer', 'category']);
    expect(possibleBeside('date', PROFILE, TEXT_QUESTION)).toEqual(['received']);
    expect(possibleBeside('rating', PROFILE, TEXT_QUESTION)).toEqual(['rating']);
    expect(possibleBeside('answers', PROFILE, TEXT_QUESTION)).toEqual(['ticket', 'answer']);
  });

  it('never uses a column twice', () => {
    const split: PredictQuestion['split'] = { kind: 'column', column: 'answer' };
    expect(withLabels({ ...TEXT_QUESTION, split }, 'answer')).toEqual({
      ...TEXT_QUESTION,
      target: 'answer',
      inbox: { date: 'received', rating: 'rating' },
      split: { kind: 'random', testShare: 0.2 },
    });
    expect(withTexts(TEXT_QUESTION, 'category')).toMatchObject({ columns: ['category'], target: '' });
    expect(withTexts(TEXT_QUESTION, 'answer').inbox).toEqual({ date: 'received', rating: 'rating' });
  });

  it('asks for kinds even of two, and says nothing of what is not known', () => {
    const binary: PredictQuestion = { ...TEXT_QUESTION, task: 'binary', positive: 'yes' };
    expect(withLabels(binary, 'category')).not.toHaveProperty('positive');
    expect(withLabels(binary, 'category').task).toBe('multiclass');
    const bare = (['date', 'rating', 'answers'] as const).reduce<PredictQuestion>(
      (q, of) => withBeside(q, of, ''),
      TEXT_QUESTION,
    );
    expect(bare).not.toHaveProperty('inbox');
    expect(withBeside(bare, 'date', 'received').inbox).toEqual({ date: 'received' });
  });
});

/** Confidences .2 right, .5 wrong, .9 right of known kinds; .3 and .6 of strangers: answered where as sure as the threshold. */
const CURVE = [
  { threshold: 0.2, accuracy: 2 / 3, answered: 1, handedOver: 0 },
  { threshold: 0.5, accuracy: 1 / 2, answered: 2 / 3, handedOver: 1 / 2 },
  { threshold: 0.6, accuracy: 1, answered: 1 / 3, handedOver: 1 / 2 },
  { threshold: 0.9, accuracy: 1, answered: 1 / 3, handedOver: 1 },
  { threshold: Number.MAX_VALUE, accuracy: 1, answered: 0, handedOver: 1 },
];

describe('handing over', () => {
  it('reads the curve where texts as sure as the threshold are answered', () => {
    expect(pointAt(CURVE, 0)?.threshold).toBe(0.2);
    expect(pointAt(CURVE, 0.5)?.threshold).toBe(0.5);
    expect(pointAt(CURVE, 0.51)?.threshold).toBe(0.6);
    expect(pointAt(CURVE, 1)?.answered).toBe(0);
    // Of a curve that is told at few points the nearest holds, not the next.
    expect(
      nearestTold(
        [CURVE[0], CURVE.at(-1)].flatMap((point) => point ?? []),
        0.25,
      ),
    ).toBe(0.2);
    expect(nearestTold(CURVE, 0.52)).toBe(0.5);
    expect(nearestTold(CURVE, 2)).toBe(1);
    expect(nearestTold([], 0.4)).toBe(0.4);
    expect(pointAt([], 0.5)).toBeUndefined();
    expect(CURVE.map(settable)).toEqual([0.2, 0.5, 0.6, 0.9, 1]);
  });

  it('sums what a hundred texts cost, and finds where that is least', () => {
    const costs = { currency: 'EUR', wrongAnswer: 10, handOver: 1, strangers: 0.1 };
    const at = CURVE[1] as (typeof CURVE)[number];
    expect(outcomesAt(at).map((count) => Math.round(count * 1000) / 1000)).toEqual([33.333, 33.333, 33.333]);
    // 90 known: 30 right, 30 wrong at 10, 30 handed at 1. 10 strangers: 5 answered at 10, 5 handed at 1.
    expect(costAt(at, costs)).toBeCloseTo(300 + 30 + 50 + 5, 9);
    expect(cheapest(CURVE, costs)?.threshold).toBe(0.9);
    // Where a person is dear everything is answered, and where nobody pays for mistakes the most is answered too.
    expect(cheapest(CURVE, { ...costs, handOver: 100 })?.threshold).toBe(0.2);
    expect(cheapest(CURVE, { ...costs, wrongAnswer: 0, handOver: 0 })?.threshold).toBe(0.2);
    expect(cheapest([], costs)).toBeUndefined();
  });

  it('needs both costs; a zero is a cost', () => {
    expect(handOverCosts({ currency: 'EUR', wrongAnswer: 3 })).toBeUndefined();
    expect(handOverCosts({ currency: 'EUR', wrongAnswer: 0, handOver: 0 })?.strangers).toBe(0.1);
  });

  it('counts what became of a file', () => {
    const probabilities = Float64Array.of(0.8, 0.2, 0.4, 0.6, 0.45, 0.55, 0.1, 0.9);
    const prediction = { task: 'binary' as const, classes: ['a', 'b'], probabilities };
    expect(handedOver(prediction, 0.6)).toEqual({ rows: 4, handed: 1, commonest: { name: 'b', count: 2 } });
    expect(handedOver(prediction, 1)).toEqual({ rows: 4, handed: 4, commonest: undefined });
    expect(handedOver({ ...prediction, classes: [], probabilities: new Float64Array() }, 0.5).rows).toBe(0);
  });
});

describe('marked texts', () => {
  it('lose nothing and mark the strong and the weak, for and against', () => {
    expect(
      markedSegments('my parcel is late', [
        { start: 13, end: 17, weight: 1 },
        { start: 3, end: 9, weight: -0.3 },
        { start: 0, end: 2, weight: 0.01 },
      ]),
    ).toEqual([
      { text: 'my ' },
      { text: 'parcel', side: 'against', strength: 'weak' },
      { text: ' is ' },
      { text: 'late', side: 'for', strength: 'strong' },
    ]);
  });

  it('are whole again when joined, whatever the marks', () => {
    const mark = fc.record({ start: fc.nat(40), end: fc.nat(60), weight: fc.double({ min: -2, max: 2, noNaN: true }) });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.array(mark, { maxLength: 8 }), (text, marks) => {
        expect(
          markedSegments(text, marks)
            .map((segment) => segment.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('a card about a kind', () => {
  it('finds the kind by its segment, and none where it is about all', () => {
    const [card] = fakeTextModel().report.cards;
    if (!card) throw new Error('no card');
    expect(subjectOf(card, FAKE_FINDINGS.subjects)?.name).toBe('refund');
    expect(subjectOf({ ...card, segment: [] }, FAKE_FINDINGS.subjects)).toBeUndefined();
    expect(subjectOf(card, [])).toBeUndefined();
  });
});

describe('settings of a network', () => {
  const field = (kind: TypedField['kind'], least = 1, most = 64): TypedField => ({ key: 'x', kind, least, most });

  it('are read as they are typed, or not at all', () => {
    expect(typedSetting(field('whole'), ' 32 ')).toBe(32);
    expect(typedSetting(field('whole'), '3.5')).toBeUndefined();
    expect(typedSetting(field('whole'), '65')).toBeUndefined();
    expect(typedSetting(field('number', 1e-5, 0.1), '0.002')).toBe(0.002);
    expect(typedSetting(field('share', 0, 0.9), '40 %')).toBe(0.4);
    expect(typedSetting(field('numbers', 1, 7), '1, 2，3')).toEqual([1, 2, 3]);
    expect(typedSetting(field('numbers', 1, 7), '1, 9')).toBeUndefined();
    expect(typedSetting(field('number'), '')).toBeUndefined();
    expect(typedSetting(field('number'), 'fast')).toBeUndefined();
  });

  it('are typed back as they are kept', () => {
    expect(settingText(field('share'), 0.4)).toBe('40');
    expect(settingText(field('numbers'), [1, 2])).toBe('1, 2');
    expect(settingText(field('whole'), undefined)).toBe('');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), (value) => {
        expect(typedSetting(field('whole'), settingText(field('whole'), value))).toBe(value);
      }),
    );
  });
});

describe('a drawn layer', () => {
  it('is a bar, a sheet or a pile of sheets, never too small to see', () => {
    expect(layerGlyph({ name: 'dense', units: 77 }).sheets).toBe(1);
    const picture = layerGlyph({ name: 'conv2d', units: 3136, shape: [14, 14, 16] });
    expect(picture.sheets).toBe(4);
    expect(picture.width).toBe(picture.height);
    const sequence = layerGlyph({ name: 'embedding', units: 64, shape: [null, 64] });
    expect(sequence.width).toBeGreaterThan(sequence.height);
    expect(layerGlyph({ name: 'dense', units: 1 }).height).toBeGreaterThanOrEqual(6);
    expect(shapeWords({ name: 'embedding', units: 64, shape: [null, 64] }, String)).toBe('n × 64');
  });
});
