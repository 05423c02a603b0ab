import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import type { NetworkLayer } from '../../src/core/learn/estimator.ts';
import { asPictures } from '../../src/ui/i18n/en/as-pictures.ts';
import { en } from '../../src/ui/i18n/en/en.ts';
import { createWords } from '../../src/ui/i18n/i18n.ts';
import { useMessage } from '../../src/ui/i18n/use-message.ts';
import { useWords } from '../../src/ui/i18n/use-words.ts';
import { heatFrom } from '../../src/ui/image/view/heat.ts';
import { pictureRows } from '../../src/ui/image/view/scored-pictures.ts';
import { InPictures } from '../../src/ui/image/in-pictures.tsx';
import { foldLayers } from '../../src/ui/network/fold-layers.ts';

const PREFIX = 'asPictures.';
const words: Readonly<Record<string, string>> = en;
const paramsOf = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name = '']) => name).toSorted();

describe('sentences of picture screens', () => {
  it.each(Object.entries(asPictures))('%s stands in for a sentence with the same params', (key, text) => {
    const other = words[key.slice(PREFIX.length)];
    expect(other).toMatch(/\brows?\b/i);
    expect(paramsOf(text)).toEqual(paramsOf(other ?? ''));
    expect(text.replaceAll(/\{\{.*?\}\}/g, '')).not.toMatch(/\brows?\b/i);
  });

  it('are said there, and rows everywhere else', () => {
    function Said() {
      const say = useWords();
      const { message, hint } = useMessage();
      const few = { code: 'warn.few-in-test', params: { inTest: 3, class: 'ring', enough: 30 } };
      const texts = [say('rows.test', { count: 1 }), say('rows.test', { count: 84 }), message(few), String(hint(few))];
      return createElement('p', null, texts.join(' | '));
    }
    const shown = (inside: boolean): string =>
      renderToStaticMarkup(
        createElement(
          I18nextProvider,
          { i18n: createWords('en', en) },
          inside ? createElement(InPictures, null, createElement(Said)) : createElement(Said),
        ),
      );
    expect(shown(true)).toContain(
      '1 test picture, never seen in training | 84 test pictures, never seen in training | Only 3 test pictures are ring',
    );
    expect(shown(false)).toContain(
      '1 test row, never seen in training | 84 test rows, never seen in training | Only 3 test rows are ring',
    );
  });
});

describe('a network drawn in blocks', () => {
  const layer = (name: string, shape: readonly number[], parameters = 0): NetworkLayer => ({
    name,
    units: shape.reduce((a, b) => a * b, 1),
    shape,
    parameters,
  });
  const layers = [
    { name: 'image', units: 144, shape: [12, 12, 1] },
    layer('conv2d', [12, 12, 8], 80),
    layer('batch-norm', [12, 12, 8], 16),
    layer('relu', [12, 12, 8]),
    layer('conv2d', [12, 12, 8], 584),
    layer('relu', [12, 12, 8]),
    layer('max-pool', [6, 6, 8]),
    layer('dropout', [6, 6, 8]),
    layer('conv2d', [6, 6, 16], 1168),
    layer('relu', [6, 6, 16]),
    layer('global-average', [16]),
    layer('dropout', [16]),
    layer('dense', [4], 68),
  ];

  it('keeps every layer, in order, and what they learn', () => {
    const blocks = foldLayers(layers);
    expect(blocks.flatMap((block) => block.layers)).toEqual(layers);
    expect(blocks.map(({ name, number }) => [name, number])).toEqual([
      ['image', undefined],
      ['block', 1],
      ['block', 2],
      ['global-average', undefined],
      ['dense', undefined],
    ]);
    expect(blocks.map(({ whole }) => whole.parameters)).toEqual([undefined, 680, 1168, 0, 68]);
    expect(blocks.map(({ whole }) => whole.shape)).toEqual([[12, 12, 1], [6, 6, 8], [6, 6, 16], [16], [4]]);
  });

  it('leaves a network of plain layers as it is', () => {
    const plain = [layer('input', [20]), layer('dense', [8], 168), layer('output', [1], 9)];
    expect(foldLayers(plain).map(({ whole }) => whole)).toEqual(plain);
  });
});

describe('what a scored picture is', () => {
  it('is named by its file, and said by the threshold that it was scored with', () => {
    const rows = pictureRows({
      batchId: 'b',
      fileName: 'new.zip',
      report: {
        rowCount: 2,
        missingColumns: [],
        extraColumns: [],
        newLevels: [],
        unreadable: [],
        outOfRange: [],
        findings: [],
      },
      prediction: { task: 'binary', classes: ['well', 'ill'], probabilities: Float64Array.of(0.7, 0.3, 0.9, 0.1) },
      threshold: 0.2,
      csv: new Blob(),
      preview: {
        columns: ['file', 'prediction'],
        rowNumbers: [1, 0],
        rows: [
          ['b/2.png', 'well'],
          [null, 'ill'],
        ],
      },
    });
    expect(rows).toEqual([
      { row: 1, file: 'b/2.png', kind: 'well', share: 0.1 },
      { row: 0, kind: 'ill', share: 0.3 },
    ]);
  });

  it('is looked at in the way that its model has', () => {
    const classes = [{ name: 'ill', share: 1 }];
    expect(heatFrom({ classes, heatFrom: ['weights'] })).toBe('weights');
    expect(heatFrom({ classes, heatFrom: ['grad-cam'] })).toBe('grad-cam');
    expect(heatFrom({ classes, heatFrom: ['weights', 'grad-cam'] })).toBe('both');
  });
});
