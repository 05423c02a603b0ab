import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { isSmall } from '../../src/core/disclose/min-group.ts';
import type { MulticlassResult } from '../../src/lenses/predict/report.ts';
import type { PredictSource } from '../../src/lenses/predict/share/types.ts';
import { textSharing } from '../../src/lenses/text/share/sharing.ts';
import { openCards } from '../../src/lenses/text/share/open.ts';
import type { Subject, TextFindings } from '../../src/lenses/text/types.ts';
import { FAKE_CARDS, FAKE_FINDINGS, FAKE_TEXTS, fakeTextModel } from '../support/fake-text-state.ts';

const ALL = { without: [], columnsOut: [], putBack: [] };

/** A model of made-up kinds with this table of mix-ups on the test rows, and as many validation rows. */
function sourceOf(confusion: readonly (readonly number[])[], findings: Partial<TextFindings> = {}): PredictSource {
  const classes = confusion.map((_, k) => `kind ${k}`);
  const rowCount = confusion.flat().reduce((a, b) => a + b, 0);
  const right = confusion.reduce((sum, row, k) => sum + (row[k] ?? 0), 0);
  const counts = confusion.map((row) => row.reduce((a, b) => a + b, 0));
  const result = (rows: 'validation' | 'test'): MulticlassResult => ({
    rows,
    rowCount,
    classes,
    confusion,
    perClass: classes.map((name, k) => ({ name, count: counts[k] ?? 0, precision: 1, recall: 1, f1: 1 })),
  });
  const made = fakeTextModel(findings);
  const value = right / rowCount;
  const test = [
    { metric: 'accuracy' as const, value, low: value - 0.01, high: value, baseline: Math.max(...counts) / rowCount },
  ];
  const split = {
    ...made.report.split,
    train: 4 * rowCount,
    test: rowCount,
    validation: rowCount,
    scheme: 'holdout' as const,
    folds: 1,
  };
  return {
    model: {
      ...made,
      classes,
      report: {
        ...made.report,
        classes,
        test,
        testRows: rowCount,
        split,
        data: { ...made.report.data, rowCount: 5 * rowCount, rowsWithoutTarget: 0 },
        multiclass: { validation: result('validation'), test: result('test') },
      },
    },
    personal: [],
    modelBudget: 90_000,
  };
}

/** Of many kinds: most texts right, some taken for the next kind. */
const manyKinds = (kinds: number, right: (k: number) => number, wrong: (k: number) => number) =>
  Array.from({ length: kinds }, (_, k) =>
    Array.from({ length: kinds }, (_, j) => (j === k ? right(k) : j === (k + 1) % kinds ? wrong(k) : 0)),
  );

/** Wilson's 95 % interval, written anew: Wilson (1927). */
function wilson(hits: number, of: number): readonly [number, number] {
  const z = 1.959963984540054;
  const p = hits / of;
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  return [middle - half, middle + half];
}

describe('a shared report about texts', () => {
  it('holds no text, no word of one, no row and not the model; and opens again', () => {
    const source = sourceOf(
      manyKinds(
        6,
        () => 60,
        (k) => (k === 2 ? 14 : 0),
      ),
      {
        ...FAKE_FINDINGS,
        perClass: FAKE_FINDINGS.perClass.map((kind) => ({ ...kind, words: ['secretword'] })),
      },
    );
    const { body, held } = textSharing.build(source, ALL);
    const written = JSON.stringify(body);
    const said = FAKE_TEXTS.filter((text) => text !== null);
    for (const text of said) expect(written).not.toContain(text.slice(0, 12));
    expect(written).not.toContain('secretword');
    for (const key of ['"row"', '"examples"', '"words"', '"model"', '"state"', '"heldOut"'])
      expect(written).not.toContain(key);
    expect(held.map(({ code }) => code)).toContain('share.held.texts');
    expect(v.parse(textSharing.schema, JSON.parse(written))).toEqual(body);
    expect(textSharing.parts(source).map(({ id }) => id)).toEqual(['proof', 'kinds', 'hand-over', 'actions']);
  });

  it('leaves out what is unticked', () => {
    const source = sourceOf(
      manyKinds(
        6,
        () => 60,
        () => 14,
      ),
    );
    const { body } = textSharing.build(source, { ...ALL, without: ['proof', 'kinds', 'hand-over', 'actions'] });
    expect(body).toEqual({ predict: expect.not.objectContaining({ confusion: expect.anything() }) });
  });

  it('says of few kinds no more than the table of mix-ups shows', () => {
    const source = sourceOf(
      manyKinds(
        6,
        (k) => 60 - k,
        (k) => (k % 2 === 0 ? 14 : 3),
      ),
    );
    const { body, held } = textSharing.build(source, ALL);
    const shown = body.predict.confusion ?? [];
    for (const kind of body.kinds ?? []) {
      const row = shown[(body.predict.classes ?? []).indexOf(kind.name)] ?? [];
      expect(row).not.toContain(null);
      expect(kind.rows).toBe(row.reduce<number>((sum, cell) => sum + (cell ?? 0), 0));
      expect(kind).not.toHaveProperty('rounded');
    }
    expect((body.kinds ?? []).length).toBeLessThan(6);
    expect(held.map(({ code }) => code)).toContain('share.held.kinds');
    // With the table taken out the same is told: nothing that it would hold back.
    const without = textSharing.build(source, { ...ALL, without: ['proof'] });
    expect(without.body.kinds).toEqual(body.kinds);
  });

  it('tells of many kinds only what none or 11 texts could also have brought about', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 30 })), {
          minLength: 32,
          maxLength: 40,
        }),
        (drawn) => {
          fc.pre(drawn.some(([right, wrong]) => right + wrong >= 11));
          const confusion = manyKinds(
            drawn.length,
            (k) => drawn[k]?.[0] ?? 0,
            (k) => drawn[k]?.[1] ?? 0,
          );
          let body;
          try {
            ({ body } = textSharing.build(sourceOf(confusion), ALL));
          } catch {
            return;
          }
          for (const kind of body.kinds ?? []) {
            expect(kind.rounded).toBe(true);
            if (!kind.found) continue;
            const { low, high } = kind.found;
            const [least, most] = kind.rows === 10 ? [1, 14] : [kind.rows - 5, kind.rows + 4];
            const possible: [number, number][] = [];
            for (let of = least; of <= most; of++) {
              for (let hit = 0; hit <= of; hit++) {
                const [from, to] = wilson(hit, of);
                const same = Math.floor(from * 10 + 1e-9) / 10 === low && Math.ceil(to * 10 - 1e-9) / 10 === high;
                if (same) possible.push([hit, of - hit]);
              }
            }
            expect(possible.some(([hits]) => !isSmall(hits))).toBe(true);
            expect(possible.some(([, misses]) => !isSmall(misses))).toBe(true);
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('thins the curve until between two points lie none or enough texts of each sort', () => {
    const inScopeRows = 4000;
    const outOfScopeRows = 2000;
    const curve = Array.from({ length: 200 }, (_, i) => {
      const answered = inScopeRows - 20 * i;
      const right = Math.round(answered * (0.8 + i / 1000));
      return {
        threshold: i / 200,
        accuracy: answered > 0 ? right / answered : 1,
        answered: answered / inScopeRows,
        handedOver: Math.min(1, i / 180),
      };
    });
    const end = { threshold: Number.MAX_VALUE, accuracy: 1, answered: 0, handedOver: 1 };
    const outOfScope = { ...FAKE_FINDINGS.outOfScope, curve: [...curve, end], inScopeRows, outOfScopeRows };
    const { body } = textSharing.build(
      sourceOf(
        manyKinds(
          6,
          () => 60,
          () => 14,
        ),
        { outOfScope },
      ),
      ALL,
    );
    const told = (body.handOver?.curve ?? []).map((point) => {
      const answered = Math.round(point.answered * inScopeRows);
      const right = Math.round(point.accuracy * answered);
      return [right, answered - right, Math.round((1 - point.handedOver) * outOfScopeRows)] as const;
    });
    expect(told.length).toBeGreaterThan(3);
    expect(told.length).toBeLessThan(40);
    [...told, [0, 0, 0] as const].reduce((before, now) => {
      before.forEach((count, sort) => expect(isSmall(count - (now[sort] ?? 0))).toBe(false));
      return now;
    });
  });

  /** A source of six kinds with these subjects, each with a card that it grows. */
  const growing = (subjects: readonly Subject[], tested = 60): PredictSource => {
    const source = sourceOf(
      manyKinds(
        6,
        () => tested,
        () => 14,
      ),
      {
        subjects,
        perClass: subjects.map(({ name }) => ({ ...FAKE_FINDINGS.perClass[0], name, count: tested }) as never),
      },
    );
    const cards = subjects.map(({ name }, i) => ({
      ...(FAKE_CARDS[1] as (typeof FAKE_CARDS)[number]),
      id: `c${i}`,
      params: { name },
      segment: [{ column: 'category', kind: 'category' as const, levels: [name] }],
    }));
    return { ...source, model: { ...source.model, report: { ...source.model.report, cards } } };
  };

  it('tells what stands out in tens, and nothing that 1 to 10 texts could be told by', () => {
    const count = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count, count, count), { minLength: 6, maxLength: 6 }), (drawn) => {
        const subjects = drawn.map(([rows, before, after, low], k): Subject => ({
          name: `kind ${k}`,
          rows: Math.max(rows, before + after, low),
          share: { value: 0.1, low: 0, high: 0.2 },
          growth: { days: 28, ratio: { value: 2, low: 1.5, high: 3 }, before, after, adjustedPValue: 0.01 },
          low: { rows: low, rated: Math.max(rows, before + after, low) },
          examples: [],
        }));
        const { body, held } = textSharing.build(growing(subjects), ALL);
        const told = body.cards ?? [];
        for (const { name, rows, growth, low } of told) {
          const subject = subjects.find((one) => one.name === name);
          expect(Math.abs(rows - (subject?.rows ?? 0))).toBeLessThanOrEqual(5);
          for (const said of [rows, growth?.before ?? 0, growth?.after ?? 0]) expect(said % 10).toBe(0);
          expect(isSmall(subject?.growth?.before ?? 0) || isSmall(subject?.growth?.after ?? 0)).toBe(false);
          // The test rows of a kind may be known exactly: what is beside them is 11 rows at least.
          expect((subject?.rows ?? 0) - 60).toBeGreaterThanOrEqual(11);
          const ends = low ? [10 * low.low, 10 * low.high] : [];
          expect(ends.every((end) => Math.abs(end - Math.round(end)) < 1e-9)).toBe(true);
        }
        const missing = subjects.length - told.length;
        expect(held.find(({ code }) => code === 'share.held.inbox-cards')?.params['count'] ?? 0).toBe(missing);
        expect(v.parse(textSharing.schema, JSON.parse(JSON.stringify(body)))).toEqual(body);
      }),
      { numRuns: 25 },
    );
  });

  it('says of what stands out what it says, and opens as the cards of the page', () => {
    const subject: Subject = {
      name: 'kind 2',
      rows: 203,
      share: { value: 0.2, low: 0.1, high: 0.3 },
      growth: { days: 28, ratio: { value: 2, low: 1.5, high: 3 }, before: 41, after: 88, adjustedPValue: 0.01 },
      low: { rows: 61, rated: 180 },
      examples: [4],
    };
    const others = { ...subject, name: 'kind 1', rows: 804, growth: { ...subject.growth, before: 4 } } as Subject;
    const { body } = textSharing.build(growing([subject, others]), ALL);
    expect(body.cards).toEqual([
      {
        code: 'card.text.growing',
        name: 'kind 2',
        rows: 200,
        of: 1010,
        growth: { days: 28, before: 40, after: 90 },
        // Wilson's interval of 61 of 180 is .274 to .411.
        low: { low: 0.2, high: 0.5 },
        tried: 6,
        p: 0.001,
      },
    ]);
    const [card, ...none] = openCards(body);
    expect(none).toEqual([]);
    expect(card?.segment).toEqual([{ column: 'category', kind: 'category', levels: ['kind 2'] }]);
    expect(card?.facts?.map(({ code }) => code)).toEqual([
      'card.text.fact.shared',
      'card.text.fact.shared-low',
      'card.text.fact.shared-growth',
      'card.text.fact.shared-rounded',
    ]);
    expect(textSharing.build(growing([subject, others]), { ...ALL, without: ['actions'] }).body).not.toHaveProperty(
      'cards',
    );
  });

  it('holds the curve back where there is too little of it', () => {
    const { body, held } = textSharing.build(
      sourceOf(
        manyKinds(
          6,
          () => 60,
          () => 14,
        ),
        { outOfScope: { ...FAKE_FINDINGS.outOfScope, inScopeRows: 30, outOfScopeRows: 8 } },
      ),
      ALL,
    );
    expect(body).not.toHaveProperty('handOver');
    expect(held.map(({ code }) => code)).toContain('share.held.hand-over');
  });

  it.each([
    ['a text beside', { texts: ['hello'] }],
    ['an interval that ends before it begins', { kinds: [{ name: 'a', rows: 20, found: { low: 0.9, high: 0.1 } }] }],
    [
      'a share beyond one',
      { handOver: { threshold: 2, byHand: false, auroc: { value: 1, low: 1, high: 1 }, curve: [] } },
    ],
  ])('is refused with %s', (_, more) => {
    const { body } = textSharing.build(
      sourceOf(
        manyKinds(
          6,
          () => 60,
          () => 14,
        ),
      ),
      ALL,
    );
    expect(v.safeParse(textSharing.schema, body).success).toBe(true);
    expect(v.safeParse(textSharing.schema, { ...body, ...more }).success).toBe(false);
  });
});
