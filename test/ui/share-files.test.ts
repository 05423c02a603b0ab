import { describe, expect, it } from 'vitest';
import { WITHOUT_LAYERS } from '../../src/ui/predict/export/has-layers.ts';
import { EXPORTERS } from '../../src/workers/exporters.ts';

describe('files of a model', () => {
  it('offers a LayersModel for exactly the estimators that have one', () => {
    const without = [...EXPORTERS].filter(([, { layers }]) => layers === undefined).map(([id]) => id);
    expect(new Set(without)).toEqual(WITHOUT_LAYERS);
  });
});
