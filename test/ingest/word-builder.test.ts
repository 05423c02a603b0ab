import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordBuilder } from '../../src/core/ingest/word-builder.ts';
import { cellReader } from '../../src/core/table/cells.ts';
import { columnLength } from '../../src/core/table/column.ts';

type Words = ReturnType<WordBuilder['finish']>;

/** The cells go in as strings and as bytes, and come back from both. */
function built(cells: readonly string[]): { strings: Words; bytes: Words } {
  const strings = new WordBuilder();
  const bytes = new WordBuilder();
  const encoder = new TextEncoder();
  for (const cell of cells) {
    strings.pushString(cell);
    const source = encoder.encode(`<${cell}>`);
    bytes.pushBytes(source, 1, source.length - 1);
  }
  return { strings: strings.finish('w'), bytes: bytes.finish('w') };
}

const cellsOf = (column: Words): (string | null)[] =>
  Array.from({ length: columnLength(column) }, (_, row) =>
    column.kind === 'category' ? (column.levels[column.codes[row] as number] as string) : cellReader(column)(row),
  );

describe('WordBuilder', () => {
  it('makes the same column of strings as of bytes, cells as they went in', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { maxLength: 60 }), (cells) => {
        const { strings, bytes } = built(cells);
        expect(bytes).toEqual(strings);
        expect(cellsOf(bytes)).toEqual(cells);
      }),
    );
  });

  it.each(['word', 'tür', '東京', '🙂', '\uFEFF'])('keeps many different words of %s apart', (stem) => {
    const few = Array.from({ length: 90_000 }, (_, i) => `${stem}${i % 30_000}`);
    const { strings, bytes } = built(few.toSorted());
    expect(bytes.kind).toBe('category');
    expect(bytes).toEqual(strings);
    expect(cellsOf(bytes)).toEqual(few.toSorted());
  });

  it('gives up the dictionary where nearly all differ', () => {
    const many = Array.from({ length: 25_000 }, (_, i) => `é${i}`);
    const { strings, bytes } = built(many);
    expect(bytes.kind).toBe('text');
    expect(bytes).toEqual(strings);
    expect(cellsOf(bytes)).toEqual(many);
  });
});
