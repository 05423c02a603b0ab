import type { Pacer } from '../learn/pacer.ts';
import type { Table } from '../table/table.ts';
import { getColumn } from '../table/table.ts';
import { conditionsOf } from './conditions.ts';
import { makeMeasured, standing, tally, tallyBoth, type Measured, type Tally } from './measure.ts';
import { membersOf } from './membership.ts';
import type { Outcome } from './outcome.ts';
import type { SegmentCondition } from './types.ts';

/** Rows of the training rows that a segment has at least: so many, and such a share. */
const FEWEST_ROWS = 30;
const FEWEST_SHARE = 0.01;
/** Simple conditions that are joined with others, of one column at most so many. */
const SEEDS = { most: 10, aColumn: 2 } as const;
const PARTNERS = { most: 60, aColumn: 6 } as const;

/** A segment that was looked at, as the training rows show it. */
export interface Hypothesis {
  readonly conditions: readonly SegmentCondition[];
  readonly train: Tally;
  /** Standard errors from the mean of all training rows. */
  readonly standing: number;
  /** The two it is joined from. */
  readonly parents: readonly Tally[];
}

/** The outcome of the given rows. */
export const measuredAt = (outcome: Outcome, rows: Int32Array, groups?: Int32Array): Measured =>
  makeMeasured(
    Float64Array.from(rows, (row) => outcome.valueAt(row)),
    outcome.kind,
    groups,
  );

interface Setting {
  readonly table: Table;
  readonly rows: Int32Array;
  readonly measured: Measured;
  readonly fewest: number;
  readonly pacer: Pacer;
}

/**
 * Every segment that the training rows are searched for: all simple conditions, and the strongest of them joined with
 * others of other columns. Each has, and leaves, at least 30 rows and one in a hundred.
 */
export async function hypothesesOf(
  table: Table,
  columns: readonly string[],
  rows: Int32Array,
  outcome: Outcome,
  pacer: Pacer,
  joined = true,
): Promise<Hypothesis[]> {
  const fewest = Math.max(FEWEST_ROWS, Math.ceil(FEWEST_SHARE * rows.length));
  const setting: Setting = { table, rows, measured: measuredAt(outcome, rows), fewest, pacer };
  const simple: Hypothesis[] = [];
  for (const name of columns) {
    for (const condition of conditionsOf(getColumn(table, name), rows, outcome)) {
      const train = tally(setting.measured, membersOf(table, rows, condition));
      if (!isSized(train, setting)) continue;
      simple.push({ conditions: [condition], train, standing: standing(setting.measured, train), parents: [] });
    }
    await pacer.pause();
  }
  if (!joined) return simple;
  const pairs = new Map<string, Hypothesis>();
  for (const direction of outcome.directions) {
    for (const [key, pair] of await joinedPairs(setting, simple, direction === 'high' ? 1 : -1)) pairs.set(key, pair);
  }
  return [...simple, ...pairs.values()];
}

const isSized = ({ count }: Tally, { rows, fewest }: Setting): boolean =>
  count >= fewest && rows.length - count >= fewest;

/** The strongest conditions in one direction, each with each of more of other columns. */
async function joinedPairs(
  setting: Setting,
  simple: readonly Hypothesis[],
  sign: 1 | -1,
): Promise<Map<string, Hypothesis>> {
  const { table, rows, measured, pacer } = setting;
  const ordered = simple.toSorted((a, b) => sign * (b.standing - a.standing));
  const members = new Map<Hypothesis, Uint8Array>();
  const membersFor = (one: Hypothesis): Uint8Array => {
    const known = members.get(one) ?? membersOf(table, rows, one.conditions[0] as SegmentCondition);
    members.set(one, known);
    return known;
  };
  const pairs = new Map<string, Hypothesis>();
  const partners = strongest(ordered, PARTNERS);
  for (const seed of strongest(ordered, SEEDS)) {
    for (const partner of partners) {
      const [first, second] = [seed.conditions[0] as SegmentCondition, partner.conditions[0] as SegmentCondition];
      if (first.column === second.column) continue;
      const conditions = first.column < second.column ? [first, second] : [second, first];
      const key = JSON.stringify(conditions);
      if (pairs.has(key)) continue;
      const train = tallyBoth(measured, membersFor(seed), membersFor(partner));
      if (!isSized(train, setting)) continue;
      const parents = [seed.train, partner.train];
      pairs.set(key, { conditions, train, standing: standing(measured, train), parents });
    }
    await pacer.pause();
  }
  return pairs;
}

function strongest(
  ordered: readonly Hypothesis[],
  { most, aColumn }: { readonly most: number; readonly aColumn: number },
): Hypothesis[] {
  const counts = new Map<string, number>();
  const kept: Hypothesis[] = [];
  for (const one of ordered) {
    const { column } = one.conditions[0] as SegmentCondition;
    const count = counts.get(column) ?? 0;
    if (count >= aColumn) continue;
    counts.set(column, count + 1);
    kept.push(one);
    if (kept.length === most) break;
  }
  return kept;
}
