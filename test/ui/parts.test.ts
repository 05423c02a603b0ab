import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iconCounts } from '../../src/ui/charts/icon-array.tsx';
import { columnColor } from '../../src/ui/charts/palette.ts';
import { chartCsv } from '../../src/ui/charts/save.ts';
import { thinLine, thinScatter } from '../../src/ui/charts/thin.ts';
import { barAxis, barTicks, roundTicks } from '../../src/ui/charts/ticks.ts';
import { chartAddress, parseAddress, placeAddress } from '../../src/ui/address.ts';
import { groupFindings } from '../../src/ui/data/finding-groups.ts';
import { mendsFor, withoutColumns } from '../../src/ui/data/mends.ts';
import { scrollScale } from '../../src/ui/data/table/scroll-scale.ts';
import { isReadable } from '../../src/ui/home/accepted-files.ts';
import { leftOutColumns, touchedColumns } from '../../src/ui/prepare/recipe-facts.ts';
import { requestKind } from '../../src/ui/shell/requests.ts';
import { shortcutOf } from '../../src/ui/shell/shortcuts.ts';
import { stepStatus } from '../../src/ui/steps.ts';
import { fakeApp } from '../support/fake-app.ts';
import { PROFILE, readyState, SUGGESTION } from '../support/fake-table.ts';

describe('scrolling', () => {
  it('reaches the first and the last row at any size, and maps back and forth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000_000 }), fc.integer({ min: 100, max: 2000 }), (rows, view) => {
        const scale = scrollScale(rows, 28, view);
        expect(scale.contentHeight).toBeLessThanOrEqual(30_000_000);
        expect(scale.firstRow(0)).toBe(0);
        const bottom = Math.max(0, scale.contentHeight - view);
        expect(scale.firstRow(bottom) + view / 28).toBeGreaterThanOrEqual(Math.min(rows, view / 28) - 1e-3);
        const lastSeen = bottom > 0 ? scale.firstRow(bottom) + view / 28 : rows;
        expect(lastSeen).toBeCloseTo(rows, 3);
        const middle = Math.min(rows / 3, Math.max(0, rows - view / 28));
        expect(scale.firstRow(scale.scrollTopOf(middle))).toBeCloseTo(bottom > 0 ? middle : 0, 3);
      }),
    );
  });

  it('moves by whole rows where everything fits', () => {
    expect(scrollScale(1_000_000, 28, 500).firstRow(280)).toBeCloseTo(10, 9);
  });
});

describe('charts', () => {
  it('thins a line without losing its ends or extremes', () => {
    const point = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 3000 }), (ys) => {
        const points = ys.map((y, x) => ({ x, y }));
        const thin = thinLine(points, 100);
        expect(thin.length).toBeLessThanOrEqual(Math.max(100, 1));
        expect(thin[0]).toBe(points[0]);
        expect(thin.at(-1)).toBe(points.at(-1));
        expect(Math.max(...thin.map(({ y }) => y))).toBe(Math.max(...ys));
        expect(thin.every(({ x }, i) => i === 0 || x > (thin[i - 1]?.x ?? 0))).toBe(true);
      }),
    );
  });

  it('draws at most as many dots as allowed', () => {
    expect(thinScatter(Array.from({ length: 5000 }, (_, i) => i))).toHaveLength(1000);
    expect(thinScatter([1, 2])).toEqual([1, 2]);
  });

  it('starts bars at zero, with round ticks around all values', () => {
    // A whisker below zero is drawn whole, and brings no round number of its own along.
    expect(
      barAxis([
        { value: 0.08, low: 0.07, high: 0.09 },
        { value: 0.001, low: -0.001, high: 0.003 },
      ]),
    ).toEqual({
      from: -0.001,
      to: 0.1,
      ticks: [0, 0.05, 0.1],
    });
    expect(barAxis([{ value: 16 }, { value: -0.2, low: -0.5, high: 0.1 }], 3).from).toBe(-0.5);
    expect(barAxis([{ value: 3, low: 1, high: 4 }]).from).toBe(0);
    expect(barAxis([{ value: -3, low: -4, high: -1 }, { value: 7 }]).from).toBe(-5);
    expect(barTicks([0.031, 0.12], 4)).toEqual([0, 0.05, 0.1, 0.15]);
    expect(barTicks([-3, 7], 5)).toEqual([-5, 0, 5, 10]);
    expect(barTicks([])).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const ticks = barTicks(values);
        expect(ticks).toContain(0);
        const hair = 1e-6 * ((ticks.at(-1) ?? 0) - (ticks[0] ?? 0));
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, ...values) + hair);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(0, ...values) - hair);
      }),
    );
  });

  it('keeps axis ticks inside the axis', () => {
    expect(roundTicks(18.25, 118.75)).toEqual([20, 40, 60, 80, 100]);
    expect(roundTicks(3, 3)).toEqual([]);
  });

  it('rounds icons so that they sum to a hundred', () => {
    expect(iconCounts([1, 1, 1])).toEqual([34, 33, 33]);
    expect(iconCounts([0, 0])).toEqual([0, 0]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (shares) => {
        const sum = iconCounts(shares).reduce((a, b) => a + b, 0);
        expect(sum).toBe(shares.some((share) => share > 0) ? 100 : 0);
      }),
    );
  });

  it('gives a column the same colour whatever else is drawn', () => {
    const columns = ['a', 'b', 'c'];
    expect(columnColor('b', columns, 'light')).toBe(columnColor('b', [...columns, 'd'], 'light'));
    expect(columnColor('a', columns, 'light')).not.toBe(columnColor('b', columns, 'light'));
  });

  it('writes figures that no spreadsheet runs as a formula', async () => {
    const csv = await chartCsv({
      columns: ['a,b', 'n'],
      rows: [
        ['=1+1', 0.1234567890123],
        [null, Number.NaN],
        ['x"y', -1],
      ],
    }).text();
    expect(csv).toBe(`"a,b",n\r\n'=1+1,0.1234567890123\r\n,\r\n"x""y",-1\r\n`);
  });
});

describe('mends', () => {
  const { question } = SUGGESTION;
  it('offers to leave out what is learned from, and not what is left out already', () => {
    const finding = { code: 'profile.constant', level: 'careful', column: 'tenure', params: {} } as const;
    expect(mendsFor(finding, PROFILE, question)[0]).toEqual({ kind: 'leave-out', columns: ['tenure'] });
    expect(mendsFor({ ...finding, column: 'country' }, PROFILE, question).map(({ kind }) => kind)).toEqual([
      'show-column',
    ]);
    expect(withoutColumns(question, ['tenure']).columns).not.toContain('tenure');
  });

  it('offers the kind that nearly fits', () => {
    const finding = { code: 'ingest.nearly-numbers', level: 'careful', column: 'Contract', params: {} } as const;
    expect(mendsFor(finding, PROFILE, question)).toContainEqual({ kind: 'set-kind', column: 'Contract', to: 'number' });
  });

  it('offers to treat a conspicuous code as missing', () => {
    const finding = { code: 'profile.sentinel', level: 'careful', column: 'tenure', params: { value: -200 } } as const;
    expect(mendsFor(finding, PROFILE, question)[0]).toEqual({ kind: 'mark-missing', marks: ['-200'] });
  });

  it('offers nothing for a column that is gone', () => {
    const finding = { code: 'profile.constant', level: 'note', column: 'gone', params: {} } as const;
    expect(mendsFor(finding, PROFILE, question)).toEqual([]);
  });
});

describe('groups of findings', () => {
  it('counts what holds for several columns as one thing, and keeps different values apart', () => {
    const sentinel = (column: string, value: number) =>
      ({ code: 'profile.sentinel', level: 'careful', column, params: { column, value } }) as const;
    const table = { code: 'ingest.one-row', level: 'careful', params: {} } as const;
    const groups = groupFindings([sentinel('a', -200), table, sentinel('b', -200), sentinel('c', 99), table]);
    expect(groups.map(({ finding, others }) => [finding.column, others])).toEqual([
      ['a', ['b']],
      [undefined, []],
      ['c', []],
      [undefined, []],
    ]);
  });
});

describe('recipe', () => {
  const { question } = SUGGESTION;
  it('counts the columns that a step would touch, of those learned from', () => {
    expect(touchedColumns('missing', PROFILE, question)).toEqual(['Zahlungsart 支付方式', 'TotalCharges']);
    expect(touchedColumns('constants', PROFILE, question)).toEqual([]);
    expect(touchedColumns('unheard-of', PROFILE, question)).toEqual([]);
  });

  it('says why each column is left out', () => {
    const out = leftOutColumns(PROFILE, { ...question, columns: question.columns.slice(1) }, SUGGESTION.leftOut);
    expect(out).toEqual([
      { column: 'customerID', code: 'left-out.id' },
      { column: 'gender', code: 'left-out.by-choice' },
      { column: 'country', code: 'left-out.constant' },
    ]);
  });
});

describe('shell', () => {
  const press = (key: string, more: object = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...more,
  });
  it('reads shortcuts, and leaves typing alone', () => {
    expect(shortcutOf(press('3'), false)).toEqual({ kind: 'step', number: 3 });
    expect(shortcutOf(press('7'), false)).toBeNull();
    expect(shortcutOf(press('3'), true)).toBeNull();
    expect(shortcutOf(press('3', { altKey: true }), false)).toBeNull();
    expect(shortcutOf(press('z', { metaKey: true }), false)).toEqual({ kind: 'undo' });
    expect(shortcutOf(press('Z', { ctrlKey: true, shiftKey: true }), false)).toEqual({ kind: 'redo' });
    expect(shortcutOf(press('z', { ctrlKey: true }), true)).toBeNull();
    expect(shortcutOf(press('?', { shiftKey: true }), false)).toEqual({ kind: 'help' });
    expect(shortcutOf(press('k', { ctrlKey: true }), true)).toEqual({ kind: 'find' });
  });

  it('marks steps as done, stale or open', () => {
    const ready = fakeApp(readyState()).store.getState();
    expect(stepStatus('data', ready)).toBe('done');
    expect(stepStatus('prepare', ready)).toBe('open');
    expect(stepStatus('train', ready)).toBe('open');
    const asked = { ...ready, choices: { ...ready.choices, question: SUGGESTION.question } };
    expect(stepStatus('prepare', asked)).toBe('done');
    const training = { ...asked, training: { ...asked.training, status: 'running' as const } };
    expect(stepStatus('train', training)).toBe('busy');
  });

  it('counts as another’s whatever is no plain file of the page', () => {
    const base = 'https://host.example/app/index.html';
    expect(requestKind('https://host.example/app/assets/x.js', base)).toBe('own');
    expect(requestKind('https://host.example/other/x.js', base)).toBe('other');
    expect(requestKind('https://elsewhere.example/app/x.js', base)).toBe('other');
    expect(requestKind('blob:https://host.example/1', base)).toBe('none');
  });

  it('refuses files that are certainly neither text nor pictures', () => {
    expect(['a.csv', 'a.CSV.gz', 'data', 'x.tsv', 'x.dat', 'x.zip', 'x.PNG'].every(isReadable)).toBe(true);
    expect(['a.xlsx', 'A.PDF', 'x.rar'].some(isReadable)).toBe(false);
  });

  it('finds its way back to a column of any name', () => {
    for (const name of ['a/b', '100%', '%41', 'a b', '__proto__', '支付方式', '?x=1#y', 'x/@/y', '@', 'at']) {
      const address = placeAddress('data', undefined, name);
      expect(parseAddress(address)).toEqual({ step: 'data', place: name });
      expect(parseAddress(chartAddress(address, name))).toEqual({ step: 'data', place: name, chart: name });
    }
    expect(parseAddress('/data/%')).toEqual({ step: 'data', place: '%' });
    expect(parseAddress('/data')).toEqual({ step: 'data' });
  });

  it('finds its way back to a model, a tab and a chart', () => {
    const tab = placeAddress('evaluate', 'm/1', 'curves');
    expect(parseAddress(tab)).toEqual({ step: 'evaluate', model: 'm/1', place: 'curves' });
    expect(parseAddress(chartAddress(tab, 'roc'))).toEqual({
      step: 'evaluate',
      model: 'm/1',
      place: 'curves',
      chart: 'roc',
    });
    expect(parseAddress('/nowhere/else')).toEqual({ step: null, place: 'else' });
  });
});

describe('styles', () => {
  it('brings the style sheet of every Mantine component in use', () => {
    const sheet = ['styles', 'later-styles'].map((name) => readFileSync(`src/ui/${name}.ts`, 'utf8')).join('');
    const used = new Set<string>();
    for (const name of readdirSync('src/ui', { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.tsx')) continue;
      const text = readFileSync(`src/ui/${name}`, 'utf8');
      for (const [, names = ''] of text.matchAll(/import \{([^}]+)\} from '@mantine\/core'/g)) {
        for (const part of names.split(',')) used.add(part.trim());
      }
    }
    const lacking = [...used].filter(
      (name) => existsSync(`node_modules/@mantine/core/styles/${name}.css`) && !sheet.includes(`/styles/${name}.css`),
    );
    expect(lacking).toEqual([]);
  });
});
