import type { Target } from '../learn/task.ts';
import { shuffle, type Random } from '../random.ts';
import { cellReader } from '../table/cells.ts';
import type { Column, DateColumn } from '../table/column.ts';

/** Rows made of events: who is asked about, when, and when the answer was known. */
export interface SnapshotRule {
  readonly kind: 'snapshots';
  /** Who. */
  readonly column: Column;
  /** When the row was looked at. */
  readonly time: DateColumn;
  /** When its horizon was over. */
  readonly known: DateColumn;
  readonly testShare: number;
  /** The first snapshot that judges, in milliseconds; absent: about the latest third. */
  readonly from?: number;
}

/** Rows to learn from and rows to judge on, of other people; `forward` where the latter all came after. */
export interface SnapshotCut {
  readonly train: Int32Array;
  readonly judge: Int32Array;
  readonly forward: boolean;
}

/** Where the future judges, about this share of the rows lies in it: with as many of the people, least is left unused. */
const LATE_SHARE = 1 / 3;
const PEOPLE = { least: 0.1, most: 0.5 };

/** Test rows and the rest. Rows on neither side are those of the judged people before, and of the others after. */
export function cutSnapshots(rule: SnapshotRule, target: Target, rows: Int32Array, random: Random): SnapshotCut {
  const from = rule.from ?? judgesFrom(rule, rows);
  const share = from === undefined ? rule.testShare : shareOfPeople(rule, rows, from);
  const dealt = dealPeople(rule, target, rows, [share, 1 - share], random);
  return cutAt(rule, target, rows, dealt, 0, from);
}

/** As many comparisons as parts: each part of the people judges in the latest third, the others' earlier rows teach. */
export function foldSnapshots(
  rule: SnapshotRule,
  target: Target,
  rows: Int32Array,
  folds: number,
  random: Random,
): SnapshotCut[] {
  const from = judgesFrom(rule, rows);
  if (folds <= 1) {
    const share = from === undefined ? rule.testShare : shareOfPeople(rule, rows, from);
    return [cutAt(rule, target, rows, dealPeople(rule, target, rows, [share, 1 - share], random), 0, from)];
  }
  const dealt = dealPeople(rule, target, rows, Array<number>(folds).fill(1 / folds), random);
  return Array.from({ length: folds }, (_, part) => cutAt(rule, target, rows, dealt, part, from));
}

/**
 * @param dealt part of the person of each row
 * @param from undefined: there is no time to go forward in
 */
function cutAt(
  { time, known }: SnapshotRule,
  target: Target,
  rows: Int32Array,
  dealt: Int32Array,
  part: number,
  from: number | undefined,
): SnapshotCut {
  if (from !== undefined) {
    const judge = rows.filter((row, i) => dealt[i] === part && (time.values[row] as number) >= from);
    const train = rows.filter((row, i) => dealt[i] !== part && (known.values[row] as number) <= from);
    if (canTell(target, train) && canTell(target, judge)) return { train, judge, forward: true };
  }
  // One moment alone, or an answer that only came up late: then other people judge, at the same times.
  const judge = rows.filter((_, i) => dealt[i] === part);
  const train = rows.filter((_, i) => dealt[i] !== part);
  return { train, judge, forward: false };
}

/** At least two different answers. */
function canTell(target: Target, rows: Int32Array): boolean {
  const values = target.task === 'regression' ? target.values : target.codes;
  const first = values[rows[0] ?? -1];
  return rows.some((row) => values[row] !== first);
}

/** The moment that has nearest to a third of the rows at or after it, and some whose answer was known before. */
function judgesFrom({ time, known }: SnapshotRule, rows: Int32Array): number | undefined {
  const times = Float64Array.from(rows, (row) => time.values[row] as number).sort();
  const firstKnown = rows.reduce((least, row) => Math.min(least, known.values[row] as number), Infinity);
  let best: number | undefined;
  let away = Infinity;
  for (let i = 0; i < times.length; i++) {
    const at = times[i] as number;
    if (i > 0 && times[i - 1] === at) continue;
    const distance = Math.abs((times.length - i) / times.length - LATE_SHARE);
    if (at < firstKnown || i === 0 || distance >= away) continue;
    away = distance;
    best = at;
  }
  return best;
}

/** Of the people, so that the judged rows come near the share asked for of all rows that are used. */
function shareOfPeople({ time, known, testShare }: SnapshotRule, rows: Int32Array, from: number): number {
  let late = 0;
  let early = 0;
  for (const row of rows) {
    if ((time.values[row] as number) >= from) late++;
    else if ((known.values[row] as number) <= from) early++;
  }
  const share = (testShare * early) / (testShare * early + (1 - testShare) * late);
  return Math.min(PEOPLE.most, Math.max(PEOPLE.least, Number.isFinite(share) ? share : testShare));
}

/**
 * The part that the person of each row is dealt to, at random with the given shares of the people; those who ever gave the rarer
 * answer are dealt by themselves, so that no part lacks them.
 */
function dealPeople(
  { column }: SnapshotRule,
  target: Target,
  rows: Int32Array,
  shares: readonly number[],
  random: Random,
): Int32Array {
  const person = peopleOf(column, rows);
  const people = person.reduce((most, one) => Math.max(most, one), -1) + 1;
  const rare = new Uint8Array(people);
  const rarer = rarerClass(target, rows);
  rows.forEach((row, i) => {
    if (target.task !== 'regression' && target.codes[row] === rarer) rare[person[i] as number] = 1;
  });
  const part = new Int32Array(people);
  for (const kind of [1, 0]) {
    const members = Int32Array.from(rare.keys()).filter((one) => rare[one] === kind);
    shuffle(members, random);
    let owed = 0;
    let at = 0;
    shares.forEach((share, k) => {
      owed += share * members.length;
      const until = k === shares.length - 1 ? members.length : Math.round(owed);
      for (; at < until; at++) part[members[at] as number] = k;
    });
  }
  return person.map((one) => part[one] as number);
}

function rarerClass(target: Target, rows: Int32Array): number {
  if (target.task !== 'binary') return -1;
  const yes = rows.reduce((count, row) => count + (target.codes[row] === 1 ? 1 : 0), 0);
  return yes * 2 <= rows.length ? 1 : 0;
}

/** A number for each person, by first appearance; a row without one is its own. */
function peopleOf(column: Column, rows: Int32Array): Int32Array {
  const read = cellReader(column);
  const known = new Map<string, number>();
  return Int32Array.from(rows, (row) => {
    const name = read(row);
    const key = name === null ? `\u0000${row}` : `=${name}`;
    const one = known.get(key) ?? known.size;
    known.set(key, one);
    return one;
  });
}
