import { describe, expect, it } from 'vitest';
import { STEP_WRITERS } from '../../src/core/export/python/steps/registry.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { EXPORTERS } from '../../src/workers/exporters.ts';
import { learnersWith } from '../../src/workers/learners.ts';

const versions = (registry: Iterable<{ readonly id: string; readonly version: number }>): string[] =>
  [...registry].map(({ id, version }) => `${id} ${version}`).toSorted();

describe('every step and every estimator can be taken along', () => {
  it('has a Python writer for each step, of its version', () => {
    expect(versions(STEP_WRITERS.values())).toEqual(versions(STEPS.values()));
  });

  // Texts and pictures are read by code that no script carries: the page does not offer to.
  it('has an exporter for each estimator of the training worker that learns from columns, of its version', async () => {
    const { registry } = await learnersWith(() => Promise.reject(new Error('not needed')))('auto');
    const ofColumns = [...registry.values()].filter(({ encoding }) => encoding !== 'raw');
    expect(versions([...EXPORTERS.values()].map(({ python }) => python))).toEqual(versions(ofColumns));
  });

  it('defines the function that each writer names', () => {
    for (const writer of [...STEP_WRITERS.values(), ...[...EXPORTERS.values()].map(({ python }) => python)]) {
      expect(writer.source.code).toContain(`\ndef ${writer.call}(`);
    }
  });
});
