import { describe, expect, it } from 'vitest';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import type { TableProfile } from '../../src/core/profile/types.ts';
import type { Suggestion } from '../../src/lenses/predict/question.ts';
import { likelyOutcome } from '../../src/lenses/sequence/outcome-words.ts';
import { sequenceFindings, suggestSequence } from '../../src/lenses/sequence/suggest.ts';
import { sharedData } from '../support/shared-data.ts';
import { pacer, readFile } from './support.ts';

const profileOf = async (path: string): Promise<TableProfile> => profileTable(await readFile(path), pacer);
const said = (suggestions: readonly Suggestion[]): unknown[] =>
  suggestions.map(({ question: { sequence } }) => sequence && [sequence.ask, sequence.outcome ?? '']);

const game = sharedData('game-launch-events/gamelaunch.csv');
const shop = sharedData('retentioneering-ecom/ecom.csv');
const others = [
  'telco-churn/Telco-Customer-Churn.csv',
  'user-data/user_data.csv',
  'bike-sharing/bike_sharing_demand.csv',
  'marketing-campaign/marketing_campaign.csv',
].map((name) => [name, sharedData(name)] as const);

describe('questions about journeys', () => {
  it.skipIf(!game)('are asked of a log without an outcome', async () => {
    const found = suggestSequence(await profileOf(game as string));
    expect(said(found)).toEqual([
      ['leave', ''],
      ['next', ''],
    ]);
    expect(found[0]?.question.sequence).toMatchObject({ entity: 'userid', event: 'eventName', time: 'eventDate' });
    const { horizonDays, lookBackDays } = found[0]?.question.sequence ?? { horizonDays: 0, lookBackDays: 0 };
    // 31 days: both must fit, twice.
    expect(horizonDays).toBeGreaterThanOrEqual(1);
    expect(lookBackDays + 2 * horizonDays).toBeLessThanOrEqual(31);
  });

  it.skipIf(!shop)('are asked of a shop, the purchase first', async () => {
    const found = suggestSequence(await profileOf(shop as string));
    expect(said(found)).toEqual([
      ['do', 'purchase'],
      ['leave', ''],
      ['next', ''],
    ]);
    const { sequence } = found[0]?.question ?? {};
    expect(sequence).toMatchObject({ entity: 'user_id', event: 'event', time: 'timestamp' });
    expect(sequence?.properties).toContain('platform');
    expect(sequence?.properties).not.toContain('session_id');
  });

  for (const [name, path] of others) {
    it.skipIf(!path)(`are not asked of ${name}`, async () => {
      expect(suggestSequence(await profileOf(path as string))).toEqual([]);
    });
  }

  it('know an outcome from what went wrong on the way to it', () => {
    const levels = (...names: string[]): { level: string; count: number }[] =>
      ['visit', ...names].map((level, i) => ({ level, count: i === 0 ? 1000 : 10 }));
    expect(likelyOutcome(levels('payment_error', 'purchase', 'purchase_details'))).toBe('purchase');
    expect(likelyOutcome(levels('payment_failed', 'paid', 'refund'))).toBe('paid');
    expect(likelyOutcome(levels('search', 'scroll'))).toBeUndefined();
    expect(likelyOutcome(levels('unsubscribed', 'Subscribed'))).toBe('Subscribed');
  });

  it.skipIf(!shop)('miss a time where there is none', async () => {
    const profile = await profileOf(shop as string);
    const timeless = { ...profile, columns: profile.columns.filter(({ kind }) => kind !== 'date') };
    expect(suggestSequence(timeless)).toEqual([]);
    expect(sequenceFindings(timeless).map(({ code }) => code)).toEqual(['sequence.no-time-column']);
    expect(sequenceFindings(profile)).toEqual([]);
  });
});
