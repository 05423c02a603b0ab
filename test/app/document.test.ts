import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROJECT, toDocument } from '../../src/app/document.ts';
import { openHistory } from '../../src/app/history.ts';
import type { ProjectDocument } from '../../src/app/project.ts';
import { readRecord } from '../../src/storage/record.ts';

/** A document as version 1 wrote it. Never to be changed: it must open for ever. */
const saved = JSON.parse(readFileSync('test/golden/saved/project-v1.json', 'utf8')) as ProjectDocument;

describe('project documents', () => {
  it('a document of version 1 still opens, to the same choices', () => {
    const document = readRecord(PROJECT, structuredClone(saved)) as ProjectDocument;
    expect(document).toEqual(saved);
    expect(openHistory(document.actions).choices).toEqual({
      name: 'Frühling',
      files: [{ id: 'f2', name: 'orders.csv', byteLength: 2048, read: { delimiter: '\t' } }],
      kinds: [['plan', 'category']],
      recipe: [{ step: 'missing', on: true, params: { numbers: 'median' } }],
      question: {
        lens: 'predict',
        target: 'Churn',
        task: 'binary',
        positive: 'Yes',
        columns: ['tenure', '__proto__', ''],
        split: { kind: 'random', testShare: 0.2 },
      },
      settings: { preset: 'thorough', backend: 'wasm', seed: 7, families: ['linear', 'trees'], linear: 'ols' },
      threshold: 0.35,
      money: { currency: 'EUR', valuePerRow: 120, costPerRow: 4.5, effect: 0.2 },
    });
    expect(toDocument(saved.id, saved.actions)).toEqual(saved);
  });

  it('a newer one is refused as such, whatever is in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1000 }), fc.jsonValue(), (version, actions) => {
        expect(() => readRecord(PROJECT, { ...saved, version, actions })).toThrow(
          expect.objectContaining({ code: 'storage.newer-record', params: expect.objectContaining({ version }) }),
        );
      }),
    );
  });

  it('an action that is not understood is said, with where', () => {
    const broken: unknown[] = [
      { type: 'threshold-set', threshold: 2 },
      { type: 'settings-set', settings: { preset: 'slow' } },
      { type: 'files-added', files: [{ id: 1 }] },
      { type: 'unheard-of' },
      null,
    ];
    for (const action of broken) {
      expect(() => readRecord(PROJECT, { ...saved, actions: [...saved.actions, action] })).toThrow(
        expect.objectContaining({ code: 'storage.unreadable-record' }),
      );
    }
  });

  it('anything else is no project', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(() => readRecord(PROJECT, value)).toThrow(
          expect.objectContaining({ code: 'storage.unreadable-record' }),
        );
      }),
    );
  });
});
