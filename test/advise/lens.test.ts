import { describe, expect, it } from 'vitest';
import { classes, numbers } from '../predict/synthetic.ts';
import { plan, train } from '../predict/support.ts';

describe('cards of a trained model', () => {
  it('are filled for two classes: the group that c = x and high a make, then the ranked list', async () => {
    const { table, question } = classes(2_000, 41);
    const { report } = await train({ table, plan: plan(question) });
    expect(report.cards.map(({ code }) => code)).toContain('advise.use-ranked-list');
    const [first] = report.cards;
    expect(first).toMatchObject({ code: 'advise.act-on-segment', evidence: 'association' });
    expect(first?.segment[0]?.column).toBe('a');
    expect(first?.rate.low).toBeGreaterThan(first?.overallRate as number);
    expect(first?.segmentsTried).toBeGreaterThan(50);
    expect(report.cards.length).toBeLessThanOrEqual(5);
    // One fold's worth of validation rows at most.
    expect(first?.validationRows).toBeLessThan(report.split.validation / 2);
    expect(first?.allRows).toBeGreaterThan(first?.validationRows as number);
  }, 60_000);

  it('are filled for numbers, high and low', async () => {
    const { table, question } = numbers(1_500, 42);
    const { report } = await train({ table, plan: plan(question, { families: ['linear'] }) });
    const codes = report.cards.map(({ code }) => code);
    expect(codes).toContain('advise.high-segment');
    expect(codes).toContain('advise.low-segment');
    expect(report.cards[0]?.deviation).toBeGreaterThan(0);
  }, 60_000);

  it('are filled for three classes', async () => {
    const { table, question } = numbers(1_500, 43);
    const three = { ...question, target: 'c', task: 'multiclass' as const, columns: ['a', 'b', 'y'] };
    const { report } = await train({ table, plan: plan(three, { families: ['linear'] }) });
    const [first] = report.cards;
    // y is four higher where c = x.
    expect(first).toMatchObject({ code: 'advise.class-segment', params: { class: 'x' } });
  }, 60_000);

  it('claim nothing of a target that hangs on nothing', async () => {
    const { table, question } = classes(800, 44, true);
    const { report } = await train({ table, plan: plan(question, { families: ['linear'] }) });
    for (const { code } of report.cards) expect(code).toMatch(/nothing-found|collect-more/);
  }, 60_000);
});
