import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictSharing } from '../../src/lenses/predict/share/sharing.ts';
import { safeConfusion } from '../../src/lenses/predict/share/confusion.ts';
import type { SharedPredict } from '../../src/lenses/predict/share/types.ts';
import { byTryingAll, type Clue } from '../disclose/attacker.ts';
import { madeUpWorld, meets, type Row, type World } from './made-up.ts';
import { NOTHING_OUT, sourceOf } from './support.ts';

type Kept = Pick<SharedPredict, 'bands' | 'cards' | 'rows'>;

/** Rows that a published count is about, and how few and how many they can be. */
interface Known {
  readonly set: readonly boolean[];
  readonly least: number;
  readonly most: number;
}

/** Which rows each published count is about, for somebody who knows who is who and wants to learn how many. */
function cluesOf({ rows }: World, { bands = [], cards = [], rows: told }: Kept): Known[] {
  const clue = (is: (row: Row) => boolean, count: number, rounded?: true): Known => {
    const set = rows.map(is);
    // Rounded to the nearest ten, but that up to 14 are told as 10.
    const least = rounded ? (count === 10 ? 0 : count - 5) : count;
    const most = rounded ? count + 4 : count;
    const really = set.filter(Boolean).length;
    expect(really).toBeGreaterThanOrEqual(least);
    expect(really).toBeLessThanOrEqual(most);
    return { set, least, most };
  };
  const inBand = (row: Row, i: number): boolean =>
    row.part === 'test' && row.score >= (bands[i]?.from ?? 0) && row.score < (bands[i + 1]?.from ?? Infinity);
  const judged = (row: Row): boolean => row.part === 'validation';
  const [first] = cards;
  const ofAll = Math.round((first?.overallRate ?? 0) * told.validation);
  // Exactly, as it is where "yes" and "no" are 11 and more each.
  const isWhole = ofAll > 10 && told.validation - ofAll > 10;
  return [
    clue(() => true, told.total),
    clue(({ part }) => part === 'test', told.test),
    clue(judged, told.validation),
    ...bands.flatMap((band, i) => [
      clue((row) => inBand(row, i) && row.yes, band.yes),
      clue((row) => inBand(row, i) && !row.yes, band.no),
    ]),
    ...(first && isWhole ? [clue((row) => judged(row) && row.yes, ofAll)] : []),
    ...cards.flatMap((card) => {
      const yes = Math.round(card.rate.value * card.validationRows);
      const { rounded, segment, validationRows, allRows } = card;
      return [
        clue((row) => !judged(row) && meets(row, segment), allRows - validationRows, rounded),
        clue((row) => judged(row) && meets(row, segment) && row.yes, yes, rounded),
        clue((row) => judged(row) && meets(row, segment) && !row.yes, validationRows - yes, rounded),
      ];
    }),
  ];
}

/** Sizes of all groups of 1 to 10 rows that adding and subtracting up to `most` counts gives. */
function smallGroups(clues: readonly Known[], most = 3): number[] {
  const patterns = [
    ...new Set((clues[0]?.set ?? []).map((_, row) => clues.map(({ set }) => Number(set[row])).join(''))),
  ];
  const weights = patterns.map((pattern) => pattern.split('').map(Number));
  const found: number[] = [];
  const walk = (from: number, used: number, sums: readonly number[], least: number, top: number): void => {
    if (used > 0 && least >= 1 && top <= 10 && sums.every((sum) => sum === 0 || sum === 1)) found.push(top);
    if (used === most) return;
    for (let i = from; i < clues.length; i++) {
      const own = clues[i] as Known;
      for (const sign of [1, -1]) {
        walk(
          i + 1,
          used + 1,
          sums.map((sum, p) => sum + sign * (weights[p]?.[i] as number)),
          least + (sign > 0 ? own.least : -own.most),
          top + (sign > 0 ? own.most : -own.least),
        );
      }
    }
  };
  walk(
    0,
    0,
    patterns.map(() => 0),
    0,
    0,
  );
  return found;
}

/** What the unguarded report would tell: every step of the threshold curve as a band, every card. */
function unguarded({ model }: World): Kept {
  const { report } = model;
  const steps = report.binary?.test.thresholds ?? [];
  return {
    rows: { total: report.data.rowCount, train: 0, validation: report.split.validation, test: report.testRows },
    bands: steps
      .filter((_, i) => i % 10 === 0)
      .map((point, i, kept) => ({
        from: point.threshold,
        yes: point.truePositives - (kept[i + 1]?.truePositives ?? 0),
        no: point.falsePositives - (kept[i + 1]?.falsePositives ?? 0),
        mean: 0,
      })),
    cards: report.cards.filter(({ validationRows }) => validationRows > 10),
  };
}

const worlds = fc
  .record({ seed: fc.integer({ min: 0, max: 1e6 }), size: fc.constantFrom(260, 400, 800, 1600) })
  .map(({ seed, size }) => madeUpWorld(seed, size));

describe('a whole shared report', () => {
  it('gives no group of 1 to 10 rows away, however its counts are added and subtracted', () => {
    let cards = 0;
    let bands = 0;
    let rounded = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        const { body } = predictSharing.build(sourceOf(world.model), NOTHING_OUT);
        cards += body.cards?.length ?? 0;
        bands += body.bands?.length ?? 0;
        rounded += body.cards?.filter((card) => card.rounded).length ?? 0;
        expect(smallGroups(cluesOf(world, body))).toEqual([]);
      }),
      { numRuns: 30, seed: 11 },
    );
    expect(Math.min(cards, bands)).toBeGreaterThan(30);
    expect(rounded).toBeGreaterThan(10);
  }, 60_000);

  it('gives none away where the receipt is from before rows were counted', () => {
    fc.assert(
      fc.property(worlds, ({ model, ...world }) => {
        const { counts: _, ...report } = model.report;
        const { body } = predictSharing.build(sourceOf({ ...model, report }), NOTHING_OUT);
        expect(smallGroups(cluesOf({ ...world, model }, body))).toEqual([]);
      }),
      { numRuns: 10, seed: 11 },
    );
  }, 60_000);

  it('would give some away if it were not held back', () => {
    let recovered = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        if (smallGroups(cluesOf(world, unguarded(world)), 2).length > 0) recovered++;
      }),
      { numRuns: 10, seed: 11 },
    );
    expect(recovered).toBe(10);
  }, 60_000);
});

/** Every pair of true and false positives at the threshold that agrees with the figures told: how many lie in its band. */
function insideBand(body: SharedPredict): { least: number; most: number }[] {
  const { bands = [], threshold, test } = body;
  const value = threshold?.value ?? 0;
  const place = bands.findLastIndex(({ from }) => from <= value);
  const band = bands[place];
  if (!band || band.from === value) return [];
  const sum = (of: 'yes' | 'no', from: number): number => bands.slice(from).reduce((all, one) => all + one[of], 0);
  const [yes, no] = [sum('yes', 0), sum('no', 0)];
  const near = (metric: string, figure: number): boolean => {
    const told = test.find((row) => row.metric === metric);
    return !told || Math.abs(told.value - figure) <= 0.000501;
  };
  const fits: [number, number][] = [];
  for (let tp = sum('yes', place + 1); tp <= sum('yes', place); tp++) {
    for (let fp = sum('no', place + 1); fp <= sum('no', place); fp++) {
      const tn = no - fp;
      if (!near('accuracy', (tp + tn) / (yes + no))) continue;
      if (!near('f1', (2 * tp) / (tp + fp + yes))) continue;
      if (near('balancedAccuracy', (tp / yes + tn / no) / 2)) fits.push([tp, fp]);
    }
  }
  const parts = [
    fits.map(([tp]) => tp - sum('yes', place + 1)),
    fits.map(([tp]) => sum('yes', place) - tp),
    fits.map(([, fp]) => fp - sum('no', place + 1)),
    fits.map(([, fp]) => sum('no', place) - fp),
  ];
  return parts.map((counts) => ({ least: Math.min(...counts), most: Math.max(...counts) }));
}

const isProven = ({ least, most }: { least: number; most: number }): boolean => least >= 1 && most <= 10;

describe('accuracy, F1 and the like', () => {
  it('do not say how a band falls apart at the threshold', () => {
    let within = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        const { body } = predictSharing.build(sourceOf(world.model), NOTHING_OUT);
        const parts = insideBand(body);
        if (parts.length > 0) within++;
        expect(parts.filter(isProven)).toEqual([]);
      }),
      { numRuns: 100, seed: 5 },
    );
    expect(within).toBeGreaterThan(10);
  }, 60_000);

  it('would say so if they stood beside the bands', () => {
    let proven = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        const { body } = predictSharing.build(sourceOf(world.model), NOTHING_OUT);
        if (insideBand({ ...body, test: world.model.report.test }).some(isProven)) proven++;
      }),
      { numRuns: 100, seed: 5 },
    );
    expect(proven).toBeGreaterThan(5);
  }, 60_000);
});

describe('a table of mix-ups', () => {
  const cell = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 11, max: 16 }));
  const tables = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 });
  const classes = { names: ['x', 'y'], of: [0, 1], folded: 0 };
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

  function most(counts: readonly number[][], cells: readonly (number | null)[][], accuracy: boolean, shares: boolean) {
    const rows = counts.map(sum);
    const named = rows.indexOf(Math.max(...rows));
    const clues: Clue[] = [
      { cells: [0, 1, 2, 3], count: sum(counts.flat()) },
      ...cells.flat().flatMap((count, place) => (count === null ? [] : [{ cells: [place], count }])),
      ...(accuracy ? [{ cells: [0, 3], count: (counts[0]?.[0] ?? 0) + (counts[1]?.[1] ?? 0) }] : []),
      ...(accuracy || shares ? [{ cells: [2 * named, 2 * named + 1], count: rows[named] as number }] : []),
    ];
    return byTryingAll(clues, 4);
  }

  it('beside the accuracy and that of guessing gives no small count away', () => {
    let told = 0;
    fc.assert(
      fc.property(
        tables.filter((counts) => sum(counts.flat()) >= 11),
        (counts) => {
          const rowCount = sum(counts.flat());
          const baseline = Math.max(...counts.map(sum)) / rowCount;
          const safe = safeConfusion(
            { rows: 'test', rowCount, classes: ['x', 'y'], confusion: counts, perClass: [] },
            classes,
            baseline,
          );
          if (safe.accuracy) told++;
          const bounds = most(counts, (safe.confusion ?? []) as (number | null)[][], safe.accuracy, false) ?? [];
          const proven = counts.flat().filter((count, i) => count >= 1 && count <= 10 && (bounds[i] as number) <= 10);
          expect(proven).toEqual([]);
        },
      ),
      { numRuns: 300, seed: 2 },
    );
    expect(told).toBeGreaterThan(50);
  });

  it('would, with only its small cells left out', () => {
    const counts = [
      [14, 3],
      [5, 12],
    ];
    const cells = counts.map((row) => row.map((count) => (count <= 10 ? null : count)));
    expect(most(counts, cells, true, true)).toEqual([14, 3, 5, 12]);
  });
});
