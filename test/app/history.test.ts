import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  act,
  canRedo,
  canUndo,
  EMPTY_HISTORY,
  openHistory,
  redo,
  undo,
  withdraw,
  type History,
} from '../../src/app/history.ts';
import type { ProjectAction } from '../../src/app/project.ts';
import { EMPTY_PROJECT, reduceProject } from '../../src/app/reduce.ts';
import type { PredictQuestion } from '../../src/lenses/predict/question.ts';

const names = fc.constantFrom('a', 'b', '__proto__', '', 'Churn');
const question: fc.Arbitrary<PredictQuestion> = fc.record({
  lens: fc.constant('predict' as const),
  target: names,
  task: fc.constant('binary' as const),
  positive: fc.constantFrom('Yes', 'No'),
  columns: fc.array(names, { maxLength: 3 }),
  split: fc.constant({ kind: 'random' as const, testShare: 0.2 }),
});
const read = fc.constantFrom({}, { header: true }, { delimiter: ';' as const });

const action: fc.Arbitrary<ProjectAction> = fc.oneof(
  names.map((name) => ({ type: 'renamed' as const, name })),
  fc.uniqueArray(names, { maxLength: 2 }).map((ids) => ({
    type: 'files-added' as const,
    files: ids.map((id) => ({ id, name: `${id}.csv`, byteLength: 3, read: {} })),
  })),
  names.map((id) => ({ type: 'file-removed' as const, id })),
  fc.tuple(names, read).map(([id, how]) => ({ type: 'read-changed' as const, id, read: how })),
  fc.option(names).map((file) => ({
    type: 'combine-set' as const,
    combine: file === null ? null : { kind: 'single' as const, file },
  })),
  fc
    .tuple(names, fc.constantFrom('number' as const, 'category' as const, null))
    .map(([column, kind]) => ({ type: 'kind-set' as const, column, kind })),
  question.map((asked) => ({ type: 'question-set' as const, question: asked })),
  question.map((asked) => ({ type: 'question-set' as const, question: asked, auto: true as const })),
  fc.boolean().map((on) => ({ type: 'recipe-set' as const, recipe: [{ step: 'impute', on, params: null }] })),
  fc.integer({ min: 0, max: 9 }).map((seed) => ({
    type: 'settings-set' as const,
    settings: { ...EMPTY_PROJECT.settings, seed },
  })),
  fc
    .option(fc.double({ min: 0, max: 1, noNaN: true }))
    .map((threshold) => ({ type: 'threshold-set' as const, threshold })),
  fc.constantFrom('EUR', 'CNY').map((currency) => ({ type: 'money-set' as const, money: { currency } })),
);

const take = (actions: readonly ProjectAction[]): History => actions.reduce(act, EMPTY_HISTORY);
const SLIDING = ['renamed', 'threshold-set', 'money-set'];

describe('undo', () => {
  it('undo after any action gives the choices before it', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 15 }), action, (before, next) => {
        const auto = 'auto' in next;
        const slides = before.at(-1)?.type === next.type && SLIDING.includes(next.type);
        fc.pre(!auto && !slides);
        const start = take(before);
        expect(undo(act(start, next)).choices).toEqual(start.choices);
      }),
    );
  });

  it('redo takes back what undo took back, and all the way there and back', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 20 }), fc.nat(20), (actions, steps) => {
        const end = take(actions);
        let history = end;
        let undone = 0;
        while (undone < steps && canUndo(history)) {
          history = undo(history);
          undone++;
        }
        expect(canRedo(history)).toBe(undone > 0);
        for (let i = 0; i < undone; i++) history = redo(history);
        expect(history).toEqual(end);
      }),
    );
  });

  it('takes back what the page did in consequence, too', () => {
    const asked: PredictQuestion = {
      lens: 'predict',
      target: 'y',
      task: 'regression',
      columns: ['x'],
      split: { kind: 'random', testShare: 0.2 },
    };
    const files = { type: 'files-added' as const, files: [{ id: 'f', name: 'f.csv', byteLength: 1, read: {} }] };
    const history = take([files, { type: 'question-set', question: asked, auto: true }]);
    expect(undo(history).choices).toEqual(EMPTY_PROJECT);
    expect(redo(undo(history))).toEqual(history);
    expect(canUndo(undo(history))).toBe(false);
  });

  it('a dragged slider is one step', () => {
    const history = take([0.1, 0.2, 0.3].map((threshold) => ({ type: 'threshold-set' as const, threshold })));
    expect(history.past).toHaveLength(1);
    expect(history.choices.threshold).toBe(0.3);
    expect(undo(history).choices.threshold).toBeUndefined();
  });

  it('a saved list of actions opens to the same choices', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
        const history = take(actions);
        expect(openHistory(JSON.parse(JSON.stringify(history.past)) as ProjectAction[]).choices).toEqual(
          history.choices,
        );
      }),
    );
  });

  it('withdrawn actions leave no trace, whatever came after', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 8 }), fc.array(action, { maxLength: 8 }), (before, after) => {
        const added = { type: 'read-changed' as const, id: 'a', read: { delimiter: '|' as const } };
        const history = [added, ...after].reduce(act, take(before));
        expect(withdraw(history, [added]).choices).toEqual(after.reduce(reduceProject, take(before).choices));
      }),
    );
  });
});

describe('choices', () => {
  it('a threshold does not outlive the "yes" it was set for', () => {
    const asked = (positive: string, columns: string[]): ProjectAction => ({
      type: 'question-set',
      question: {
        lens: 'predict',
        target: 'y',
        task: 'binary',
        positive,
        columns,
        split: { kind: 'random', testShare: 0.2 },
      },
    });
    const history = take([asked('Yes', ['a']), { type: 'threshold-set', threshold: 0.3 }]);
    expect(act(history, asked('Yes', ['a', 'b'])).choices.threshold).toBe(0.3);
    expect(act(history, asked('No', ['a'])).choices.threshold).toBeUndefined();
  });

  it('a way of combining is forgotten with a file it needs, and when files are added', () => {
    const file = (id: string): ProjectAction => ({
      type: 'files-added',
      files: [{ id, name: id, byteLength: 1, read: {} }],
    });
    const combine: ProjectAction = { type: 'combine-set', combine: { kind: 'append', files: ['a', 'b'] } };
    const two = take([file('a'), file('b'), combine]);
    expect(act(two, { type: 'file-removed', id: 'a' }).choices.combine).toBeUndefined();
    expect(act(two, { type: 'file-removed', id: 'z' }).choices.combine).toEqual(combine.combine);
    expect(act(two, file('c')).choices.combine).toBeUndefined();
  });
});

describe('the name of a project', () => {
  const added = (name: string): ProjectAction => ({
    type: 'files-added',
    files: [{ id: name, name, byteLength: 1, read: {} }],
  });
  const removed = (id: string): ProjectAction => ({ type: 'file-removed', id });
  const named = (...actions: readonly ProjectAction[]): string => actions.reduce(reduceProject, EMPTY_PROJECT).name;

  it('is that of its first file, without what tells the format', () => {
    expect(named(added('Telco-Customer-Churn.csv'))).toBe('Telco-Customer-Churn');
    expect(named(added('orders 2.1.TSV.gz'), added('customers.csv'))).toBe('orders 2.1');
  });

  it('goes with a file that leaves nothing behind, as one that could not be read', () => {
    expect(named(added('broken.csv'), removed('broken.csv'))).toBe('');
    expect(named(added('broken.csv'), removed('broken.csv'), added('shop.csv'))).toBe('shop');
    expect(named(added('a.csv'), added('b.csv'), removed('a.csv'))).toBe('a');
  });

  it('stays as it was typed', () => {
    const typed: ProjectAction = { type: 'renamed', name: 'Winter' };
    expect(named(typed, added('shop.csv'))).toBe('Winter');
    expect(named(added('shop.csv'), typed, removed('shop.csv'), added('b.csv'))).toBe('Winter');
  });
});
