import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { textReader } from '../../src/core/text/reader.ts';
import { openVectoriser } from '../../src/core/text/vectoriser-open.ts';
import { GramCounter } from '../../src/core/text/vectoriser-count.ts';
import {
  columnsOf,
  defaultVectoriser,
  fitVectoriser,
  gramOf,
  vectorise,
  type GramBlock,
} from '../../src/core/text/vectoriser.ts';
import { expectAllClose, readGolden } from '../support/golden.ts';
import { dense, everyRow, failure, pacer, PLAIN, reading } from './support.ts';

/** scikit-learn's own, by make_text_words.py. */
interface Reference {
  readonly grams: readonly string[];
  readonly idf: readonly number[];
  readonly new: readonly (readonly number[])[];
}
const golden = readGolden<{
  readonly texts: readonly string[];
  readonly new: readonly string[];
  readonly words: Reference;
  readonly characters: Reference;
}>('text-words');

const fitGolden = () => fitVectoriser(reading(golden.texts), everyRow(golden.texts), PLAIN, pacer());

describe('TF-IDF as scikit-learn has it', () => {
  it('keeps the same n-grams with the same weights', async () => {
    const state = await fitGolden();
    const compare = (block: GramBlock | null, reference: Reference): void => {
      const idf = new Map(reference.grams.map((gram, i) => [gram, reference.idf[i] as number]));
      expect(block?.grams.toSorted()).toEqual(reference.grams.toSorted());
      const own = Array.from(block?.counts ?? [], (count) => Math.log((1 + state.rows) / (1 + count)) + 1);
      expectAllClose(own, block?.grams.map((gram) => idf.get(gram) as number) ?? [], 1e-7);
    };
    compare(state.words, golden.words);
    compare(state.characters, golden.characters);
  });

  it('gives new texts the same values', async () => {
    const state = await fitGolden();
    const rows = await vectorise(state, reading(golden.new), everyRow(golden.new), pacer());
    const words = state.words.grams.length;
    golden.new.forEach((_, row) => {
      const values = dense(rows, row);
      for (const [reference, from, to] of [
        [golden.words, 0, words],
        [golden.characters, words, rows.columns],
      ] as const) {
        const place = new Map(reference.grams.map((gram, i) => [gram, i]));
        const wanted = Array.from({ length: to - from }, (_unused, i) => {
          const at = place.get(gramOf(state, from + i).gram);
          return (reference.new[row] as readonly number[])[at as number] as number;
        });
        expectAllClose(values.slice(from, to), wanted, 1e-6, 1);
      }
    });
  });
});

const someText = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('the vectoriser', () => {
  it('gives each block of a row the length 1, columns ascending, whatever the text', async () => {
    const state = await fitGolden();
    const words = state.words.grams.length;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(someText, fc.constantFrom(...golden.texts)), { maxLength: 5 }),
        async (texts) => {
          const rows = await vectorise(state, reading(texts), everyRow(texts), pacer());
          texts.forEach((_, row) => {
            const columns = rows.indices.subarray(rows.offsets[row], rows.offsets[row + 1]);
            expect(columns.every((column, i) => i === 0 || column > (columns[i - 1] as number))).toBe(true);
            const values = dense(rows, row);
            for (const part of [values.slice(0, words), values.slice(words)]) {
              const length = Math.hypot(...part);
              expect(length === 0 || Math.abs(length - 1) < 1e-6).toBe(true);
            }
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('makes a row of its own text alone', async () => {
    const state = await fitGolden();
    await fc.assert(
      fc.asyncProperty(fc.array(someText, { minLength: 2, maxLength: 6 }), fc.nat(), async (texts, at) => {
        const row = at % texts.length;
        const all = await vectorise(state, reading(texts), everyRow(texts), pacer());
        const alone = await vectorise(state, reading(texts), Int32Array.of(row), pacer());
        expect(dense(alone, 0)).toEqual(dense(all, row));
      }),
      { numRuns: 40 },
    );
  });

  it('learns of the training rows alone, and forgets what it was fitted on before', async () => {
    const texts = ['apple pie', 'apple cake', 'secret word', 'secret pie'];
    const some = everyRow(texts).filter((row) => row < 2) as ReturnType<typeof everyRow>;
    const params = { ...PLAIN, minimumCount: 1 };
    const state = await fitVectoriser(reading(texts), some, params, pacer());
    expect(state.words.grams).toEqual(['apple', 'apple cake', 'apple pie', 'cake', 'pie']);
    await fitVectoriser(reading(texts), everyRow(texts), params, pacer());
    expect(await fitVectoriser(reading(texts), some, params, pacer())).toEqual(state);
    const changed = ['apple pie', 'apple cake', 'other', 'things'];
    expect(await fitVectoriser(reading(changed), some, params, pacer())).toEqual(state);
  });

  it('is plain data that gives the same after it was saved', async () => {
    const state = await fitGolden();
    const again = structuredClone(state);
    const before = await vectorise(state, reading(golden.new), everyRow(golden.new), pacer());
    expect(await vectorise(again, reading(golden.new), everyRow(golden.new), pacer())).toEqual(before);
  });

  it('keeps the most frequent n-grams where there are too many, and none that nearly all have', async () => {
    const few = await fitVectoriser(
      reading(golden.texts),
      everyRow(golden.texts),
      { ...PLAIN, maximumFeatures: 10 },
      pacer(),
    );
    expect(columnsOf(few)).toBe(20);
    const texts = ['sig one', 'sig two', 'sig one', 'sig two'];
    const without = await fitVectoriser(
      reading(texts),
      everyRow(texts),
      { ...PLAIN, characters: null, words: { min: 1, max: 1 }, maximumShare: 0.9 },
      pacer(),
    );
    expect(without.words.grams).toEqual(['one', 'two']);
  });

  it('keeps the weightiest values of a row that has too many, words before characters', async () => {
    const state = { ...(await fitGolden()), mostPerRow: 12 };
    const whole = { ...state, mostPerRow: 1_000 };
    const text = golden.texts.slice(0, 6).join(' ');
    const row = openVectoriser(state).features(text);
    const full = openVectoriser(whole).features(text);
    expect(row.columns).toHaveLength(12);
    const words = state.words.grams.length;
    expect(row.columns.filter((column) => column < words)).toHaveLength(6);
    const best = Array.from(full.columns.keys())
      .filter((i) => (full.columns[i] as number) < words)
      .toSorted((a, b) => (full.values[b] as number) - (full.values[a] as number));
    const kept = full.values[best[5] as number] as number;
    for (const column of row.columns.filter((c) => c < words)) {
      expect(full.values[full.columns.indexOf(column)]).toBeGreaterThanOrEqual(kept);
    }
  });

  it('has a row of zeros for an empty text, and a coded error where none has a word', async () => {
    const state = await fitGolden();
    const rows = await vectorise(state, () => '', Int32Array.of(0, 1), pacer());
    expect([...rows.offsets]).toEqual([0, 0, 0]);
    const texts = ['', ' ', '\n'];
    expect(await failure(fitVectoriser(reading(texts), everyRow(texts), PLAIN, pacer()))).toMatchObject({
      code: 'text.no-words',
    });
  });

  it('reads the beginning of very long texts, and says how many were cut', async () => {
    const long = 'refund please '.repeat(4_000);
    const texts = [long, 'refund', 'please', 'other refund'];
    const state = await fitVectoriser(reading(texts), everyRow(texts), PLAIN, pacer());
    expect(state.cut).toBe(1);
    const opened = openVectoriser(state);
    expect(opened.features(long)).toEqual(opened.features(long.slice(0, state.longest)));
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const fit = fitVectoriser(reading(golden.texts), everyRow(golden.texts), PLAIN, createPacer(stop.signal));
    expect(await failure(fit)).toBeInstanceOf(CancelledError);
    const work = vectorise(await fitGolden(), reading(golden.texts), everyRow(golden.texts), createPacer(stop.signal));
    expect(await failure(work)).toBeInstanceOf(CancelledError);
  });

  it('reads text columns and categories alike; missing is empty', () => {
    const cells = ['a b', null, '退款', 'a b'];
    const [text, category] = [textReader(makeTextColumn('t', cells)), textReader(makeCategoryColumn('t', cells))];
    expect(cells.map((_, row) => text(row))).toEqual(['a b', '', '退款', 'a b']);
    expect(cells.map((_, row) => category(row))).toEqual(['a b', '', '退款', 'a b']);
  });

  it('asks less of few rows, and gives many classes fewer features', () => {
    expect(defaultVectoriser('en-like', 50).minimumCount).toBe(1);
    expect(defaultVectoriser('en-like', 5_000).minimumCount).toBe(2);
    const many = defaultVectoriser('zh', 5_000, 2_000).maximumFeatures;
    expect(many).toBeLessThan(defaultVectoriser('zh', 5_000, 10).maximumFeatures);
  });
});

describe('counting more n-grams than fit', () => {
  it('drops the rarest and still counts those met often exactly', () => {
    const counter = new GramCounter(100);
    for (let row = 0; row < 200; row++) {
      counter.startRow();
      if (counter.add(7, 7)) counter.name('often');
      for (let i = 0; i < 5; i++) if (counter.add(1_000 + 5 * row + i, 3)) counter.name(`once ${row} ${i}`);
    }
    const counts = counter.counts();
    expect(counts.length).toBeLessThanOrEqual(106);
    expect(counts.find(({ gram }) => gram === 'often')?.rows).toBe(200);
    expect(counts.filter(({ rows }) => rows > 1)).toHaveLength(1);
  });
});
