import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { suggestImage } from '../../src/lenses/image/suggest.ts';
import type { Suggestion } from '../../src/lenses/predict/question.ts';
import { withLensFindings } from '../../src/lenses/registry.ts';
import { suggestKnown } from '../support/known-answers.ts';
import { asPixelColumns, markedPictures } from '../support/pictures.ts';

const ROWS = 120;
const { pictures, labels } = markedPictures({ rows: ROWS, seed: 8, side: 8, channels: 1, kinds: 3 });

const words = (name: string, of: (row: number) => string): Column =>
  makeCategoryColumn(
    name,
    Array.from({ length: ROWS }, (_, row) => of(row)),
  );
const numbers = (name: string, of: (row: number) => number): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from({ length: ROWS }, (_, row) => of(row)),
});
const profile = (...columns: Column[]) => profileTable(makeTable(columns), createPacer(new AbortController().signal));
const firstOf = async (...columns: Column[]): Promise<Suggestion | undefined> =>
  suggestImage(await profile(...columns))[0];

describe('questions about pictures', () => {
  it('asks about a column of pictures and the column that says what they show, before all else', async () => {
    const found = suggestKnown(
      await profile(
        pictures,
        labels,
        numbers('price', (row) => row * 1.5),
      ),
    );
    expect(found[0]).toMatchObject({
      question: {
        lens: 'image',
        target: 'label',
        task: 'multiclass',
        columns: ['picture'],
        split: { kind: 'random', testShare: 0.2 },
      },
      leftOut: [{ column: 'price', code: 'left-out.beside-pictures' }],
    });
    expect(found[0]?.question.shape).toBeUndefined();
  });

  it('asks about columns of pixels in their order, with the shape', async () => {
    const pixels = asPixelColumns(pictures);
    const found = await firstOf(
      numbers('digit', (row) => row % 4),
      ...pixels.toReversed(),
    );
    expect(found?.question).toMatchObject({
      lens: 'image',
      target: 'digit',
      task: 'multiclass',
      columns: pixels.map(({ name }) => name),
      shape: { height: 8, width: 8, channels: 1 },
    });
  });

  it('takes the label by its name where several columns could be it', async () => {
    const found = await firstOf(
      pictures,
      words('camera', (row) => `c${row % 2}`),
      words('diagnosis', (row) => (row % 5 ? 'benign' : 'malignant')),
    );
    expect(found?.question).toMatchObject({ target: 'diagnosis', task: 'binary', positive: 'malignant' });
  });

  it('keeps whole patients on one side, and to a column that says train and test', async () => {
    const patients = await firstOf(
      pictures,
      labels,
      words('patient_id', (row) => `p${row % 24}`),
    );
    expect(patients?.question.split).toEqual({ kind: 'entity', column: 'patient_id', testShare: 0.2 });
    const dealt = await firstOf(
      pictures,
      labels,
      words('part', (row) => (row % 3 ? 'Train' : 'test')),
    );
    expect(dealt?.question.split).toEqual({ kind: 'column', column: 'part' });
  });

  it('asks nothing where no column says what the pictures show, and says what to add', async () => {
    const codes = async (...columns: Column[]): Promise<string[]> => {
      const known = await profile(...columns);
      expect(suggestImage(known)).toEqual([]);
      return withLensFindings(known)
        .findings.map(({ code }) => code)
        .filter((code) => code.startsWith('image.'));
    };
    expect(await codes(pictures)).toEqual(['image.no-label']);
    expect(
      await codes(
        pictures,
        numbers('weight', (row) => row + 0.25),
      ),
    ).toEqual(['image.no-label']);
    expect(
      await codes(
        pictures,
        words('label', () => 'cat'),
      ),
    ).toEqual(['image.one-label']);
  });

  it('asks nothing of a table without pictures, or of pictures none of which could be read', async () => {
    const none: Column = { ...pictures, missing: new Uint8Array(ROWS).fill(1) };
    expect(
      suggestImage(
        await profile(
          labels,
          numbers('price', (row) => row),
        ),
      ),
    ).toEqual([]);
    expect(suggestImage(await profile(none, labels))).toEqual([]);
  });
});
