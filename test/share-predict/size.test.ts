import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { predictSharing } from '../../src/lenses/predict/share/sharing.ts';
import { sharedData } from '../support/shared-data.ts';
import { linkBytes, NOTHING_OUT, sourceOf, trainCsv } from './support.ts';

const telco = sharedData('telco-churn/Telco-Customer-Churn.csv');

describe('a report of 20 columns', () => {
  it.skipIf(!telco)(
    'takes under 6 kB of a link without its model, and holds back next to nothing',
    async () => {
      const model = await trainCsv(readFileSync(telco as string, 'utf8'), 'Churn');
      expect(model.columns).toHaveLength(19);
      const { body, held } = predictSharing.build(sourceOf(model), NOTHING_OUT);
      const { model: _, ...report } = body;
      expect(linkBytes(report)).toBeLessThan(6_000);
      expect(body.test).toHaveLength(model.report.test.length);
      expect(body.cards).toHaveLength(model.report.cards.length);
      expect(body.importances).toHaveLength(19);
      expect(held.map(({ code }) => code)).toEqual(['share.held.terms']);
    },
    120_000,
  );
});
