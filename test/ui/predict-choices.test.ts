import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankedRows } from '../../src/app/ranked-rows.ts';
import type { Prediction } from '../../src/core/learn/task.ts';
import { assumptions, conditionWord } from '../../src/ui/predict/view/card.ts';
import { applyFindings } from '../../src/ui/predict/view/apply-findings.ts';
import { batchesOf, defaultMatch, keyColumns } from '../../src/ui/predict/view/match.ts';
import {
  possibleFeatures,
  possibleTargets,
  retarget,
  tasksFor,
  withColumns,
  withSplit,
  withTask,
} from '../../src/ui/predict/view/question-draft.ts';
import { ownColumns, predictedAt, scoredRows, summarise } from '../../src/ui/predict/view/scored.ts';
import { fakeModel, FAKE_PROFILE, FAKE_TABLE } from '../support/fake-predict-state.ts';
import { fakeQuestion } from '../support/fake-report.ts';

describe('the question', () => {
  const question = fakeQuestion('binary');

  it('offers only columns that can be predicted', () => {
    expect(possibleTargets(FAKE_PROFILE).map(({ name }) => name)).toEqual([
      'Contract',
      'tenure',
      'MonthlyCharges',
      'Churn',
    ]);
  });

  it('offers few whole numbers as classes too', () => {
    const [, , tenure] = FAKE_PROFILE.columns;
    if (!tenure) throw new Error('the fake profile has lost its tenure');
    const numeric = {
      min: 1,
      max: 5,
      mean: 3,
      standardDeviation: 1,
      quantiles: [1, 1, 2, 3, 4, 5, 5] as const,
      zeros: 0,
      integers: true,
      histogram: { edges: [1, 5], counts: [10] },
    };
    expect(tasksFor({ ...tenure, name: 'stars', distinct: 5, numeric })).toEqual(['regression', 'multiclass']);
    expect(tasksFor({ ...tenure, distinct: 70, numeric })).toEqual(['regression']);
    expect(tasksFor({ ...tenure, distinct: 1 })).toEqual([]);
  });

  it('keeps the split when the target changes, unless it splits by that target', () => {
    const split = { kind: 'time', column: 'joined', testShare: 0.3 } as const;
    expect(retarget(FAKE_PROFILE, 'tenure', { ...question, split }, [])).toMatchObject({
      target: 'tenure',
      task: 'regression',
      split,
    });
    const byTenure = { kind: 'entity', column: 'tenure', testShare: 0.3 } as const;
    expect(retarget(FAKE_PROFILE, 'tenure', { ...question, split: byTenure }, [])?.split).not.toEqual(byTenure);
  });

  it('never learns from its target or from a column that only splits', () => {
    expect(possibleFeatures(FAKE_PROFILE, question)).not.toContain('Churn');
    const split = { kind: 'entity', column: 'Contract', testShare: 0.2 } as const;
    expect(withSplit(question, split).columns).toEqual(['tenure', 'MonthlyCharges']);
  });

  it('keeps columns in the order of the table', () => {
    expect(withColumns(FAKE_PROFILE, question, ['MonthlyCharges', 'Contract']).columns).toEqual([
      'Contract',
      'MonthlyCharges',
    ]);
  });

  it('drops "yes" with the yes-or-no task', () => {
    expect(withTask(question, 'multiclass')).not.toHaveProperty('positive');
  });
});

describe('predictions', () => {
  const binary: Prediction = {
    task: 'binary',
    classes: ['No', 'Yes'],
    probabilities: Float64Array.of(0.9, 0.1, 0.4, 0.6, 0.7, 0.3),
  };

  it('counts a row as yes at and above the threshold', () => {
    expect(predictedAt(binary, 2, 0.3)).toEqual({ value: 0.3, label: 'Yes' });
    expect(predictedAt(binary, 2, 0.301)).toEqual({ value: 0.3, label: 'No' });
  });

  it('says what is predicted for the rows shown, by their place in the file', () => {
    const preview = { columns: ['x'], rowNumbers: [1, 2], rows: [['b'], ['c']] };
    expect(scoredRows(preview, binary, 0.5)).toEqual([
      { row: 1, cells: ['b'], value: 0.6, label: 'Yes' },
      { row: 2, cells: ['c'], value: 0.3, label: 'No' },
    ]);
  });

  it('ranks the rows of the whole file: the highest as a full sort gives them, of equals the earlier', () => {
    expect(rankedRows(binary, 2)).toEqual([1, 2]);
    // From the lowest on: those that the model is least sure of, whichever of the two it takes them for.
    expect(rankedRows(binary, 9, 'lowest')).toEqual([1, 2, 0]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 1, max: 6 }), (values, most) => {
        const sorted = values
          .map((value, row) => ({ value, row }))
          .toSorted((a, b) => b.value - a.value || a.row - b.row);
        const ranked = rankedRows({ task: 'regression', values: Float64Array.from(values) }, most);
        expect(ranked).toEqual(sorted.slice(0, most).map(({ row }) => row));
      }),
    );
    const classes = { task: 'multiclass' as const, classes: ['a', 'b', 'c'] };
    const probabilities = Float64Array.of(0.4, 0.3, 0.3, 0.1, 0.8, 0.1, 0.2, 0.2, 0.6);
    expect(rankedRows({ ...classes, probabilities }, 3)).toEqual([1, 2, 0]);
  });

  it('sums up flagged rows and how many to expect', () => {
    const summary = summarise(binary, 0.3);
    expect(summary).toMatchObject({ rows: 3, flagged: 2, yes: 'Yes' });
    expect(summary.task === 'binary' ? summary.expected : 0).toBeCloseTo(1, 12);
  });

  it('counts classes, the commonest first', () => {
    const prediction: Prediction = {
      task: 'multiclass',
      classes: ['a', 'b', 'c'],
      probabilities: Float64Array.of(0.1, 0.8, 0.1, 0.2, 0.5, 0.3, 0.6, 0.2, 0.2),
    };
    expect(summarise(prediction, 0.5)).toEqual({
      task: 'multiclass',
      rows: 3,
      counts: [
        ['b', 2],
        ['a', 1],
        ['c', 0],
      ],
    });
  });

  it('tells the file’s own columns from those added', () => {
    expect(ownColumns(['id', 'x', 'prediction', 'probability_No', 'probability_Yes'], binary)).toEqual(['id', 'x']);
    expect(ownColumns(['id', 'x', 'y', 'z'], binary)).toEqual(['id', 'x', 'y', 'z']);
  });
});

describe('what a scored file lacks', () => {
  it('says it once, the gravest first', () => {
    const findings = applyFindings({
      rowCount: 10,
      missingColumns: ['a'],
      extraColumns: ['b'],
      newLevels: [],
      unreadable: [],
      outOfRange: [],
      findings: [
        { level: 'careful', code: 'apply.missing-column', params: { column: 'a', rows: 10 } },
        { level: 'stop', code: 'apply.something-else', params: {} },
      ],
    });
    expect(findings.map(({ code }) => code)).toEqual([
      'apply.something-else',
      'applyNote.missing-columns',
      'applyNote.extra-columns',
    ]);
  });
});

describe('matching outcomes', () => {
  const model = fakeModel('binary');
  const batch = {
    id: 'b1',
    modelId: model.id,
    fileName: 'november.csv',
    createdAt: '2026-11-01',
    rowCount: 9,
    columns: ['customerID', 'Contract', 'tenure'],
  };
  const outcomes = { ...FAKE_TABLE, columns: FAKE_TABLE.columns.filter(({ name }) => /ID|Churn/.test(name)) };

  it('prefers an id that both files hold', () => {
    expect(defaultMatch(model, outcomes, [batch])).toEqual({
      kind: 'key',
      key: 'customerID',
      outcome: 'Churn',
      batchId: 'b1',
    });
    expect(keyColumns(FAKE_TABLE, batch, model)[0]).toBe('customerID');
  });

  it('predicts again where nothing was scored and the columns are there', () => {
    expect(defaultMatch(model, FAKE_TABLE, []).kind).toBe('rescored');
  });

  it('falls back to the order of rows where only outcomes came', () => {
    const bare = { ...FAKE_TABLE, columns: [{ name: 'left', kind: 'category' as const }] };
    expect(defaultMatch(model, bare, [batch])).toMatchObject({ kind: 'order', outcome: 'left' });
  });

  it('lists the newest batch of this model first', () => {
    const newer = { ...batch, id: 'b2', createdAt: '2026-12-01' };
    const other = { ...batch, id: 'b3', modelId: 'another' };
    expect(batchesOf(model, [batch, other, newer]).map(({ id }) => id)).toEqual(['b2', 'b1']);
  });
});

describe('cards', () => {
  it('word each kind of condition', () => {
    const column = { column: 'x', kind: 'number' } as const;
    expect(conditionWord({ ...column, low: 1, high: 2 }).kind).toBe('between');
    expect(conditionWord({ ...column, low: 1 }).kind).toBe('at-least');
    expect(conditionWord({ ...column, high: 2 }).kind).toBe('below');
    expect(conditionWord({ ...column, missing: true }).kind).toBe('missing');
    expect(conditionWord({ column: 'c', kind: 'category', levels: ['a'] }).kind).toBe('one-of');
  });

  it('make no money before value and effect are typed', () => {
    expect(assumptions({ currency: 'EUR', valuePerRow: 5 })).toBeUndefined();
    expect(assumptions({ currency: 'EUR', effect: 0.1 })).toBeUndefined();
    expect(assumptions({ currency: 'EUR', valuePerRow: 5, effect: 0.1 })).toMatchObject({ costPerRow: 0 });
  });
});
