import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import type { PredictQuestion } from '../../src/lenses/predict/question.ts';

const DAY = 86_400_000;

/** Words and numbers that fewer than 11 rows hold, and ends of the data: none of them may travel. */
export const CANARIES = {
  levels: ['Ulm-canary', 'Bonn-canary', 'Kiel-canary', 'Hof-canary', 'Aue-canary', 'solitary-plan'],
  largest: 987_654.321,
  smallest: -123_456.789,
  earliest: Date.UTC(1987, 2, 5, 4, 23, 17),
  latest: Date.UTC(2031, 10, 27, 19, 41, 7),
} as const;

/** Rows whose gap, level or value fewer than 11 rows share. */
export interface Messy {
  readonly table: Table;
  readonly question: Omit<PredictQuestion, 'lens'>;
  readonly rare: { readonly city: Int32Array; readonly amount: Int32Array; readonly vip: Int32Array };
}

const CITIES = ['Berlin', 'Paris', 'Oslo', 'Rome', 'Graz', 'Lyon'] as const;
const PLANS = ['basic', 'pro', 'team'] as const;

/**
 * A table with all that models meet: gaps, dates with a time, texts, levels of 4 and of 7 rows, a level of one, numbers
 * with long tails, a mark that six rows bear and that moves the outcome more than all else.
 */
export function messy(rows: number, seed: number, task: 'regression' | 'binary' | 'multiclass'): Messy {
  const random = createRandom(seed);
  const all = Array.from({ length: rows }, (_, row) => row);
  const pick = <T>(values: readonly T[]): T => values[random.integer(values.length)] as T;
  const city: (string | null)[] = all.map(() => (random.next() < 0.03 ? null : pick(CITIES)));
  // Levels of five rows and more keep their name by the page's default; the others together are twelve.
  [7, 4, 4, 8, 4].forEach((count, k) => {
    for (let i = 0; i < count; i++) city[20 * k + 2 * i] = CANARIES.levels[k] as string;
  });
  const plan: (string | null)[] = all.map(() => (random.next() < 0.04 ? null : pick(PLANS)));
  plan[101] = CANARIES.levels[5];
  const amount = all.map((row) => (row >= 110 && row < 118 ? NaN : Math.exp(2 + 1.2 * random.normal())));
  amount[120] = CANARIES.largest;
  amount[121] = CANARIES.smallest;
  const score = all.map(() => (random.next() < 0.05 ? NaN : Math.round(100 * random.next()) / 10));
  const vip = all.map((row) => (row >= 130 && row < 136 ? 1 : 0));
  const when = all.map(() =>
    random.next() < 0.03 ? NaN : Date.UTC(2024, 0, 1) + Math.floor(random.next() * 700 * 1440) * 60_000,
  );
  when[140] = CANARIES.earliest;
  when[141] = CANARIES.latest;
  const note = all.map(() => (random.next() < 0.2 ? null : 'word '.repeat(1 + random.integer(9)).trim()));
  const signal = all.map(
    (row) =>
      0.8 * Math.log(Math.max(1, Math.abs(amount[row] as number) || 1)) +
      0.2 * ((score[row] as number) || 0) +
      (city[row] === 'Paris' ? 1.5 : city[row] === CANARIES.levels[0] ? -6 : 0) +
      (plan[row] === 'pro' ? 1 : plan[row] === null ? -1 : 0) +
      (vip[row] === 1 ? 40 : 0) +
      (Number.isNaN(when[row]) ? 0 : ((when[row] as number) - Date.UTC(2025, 0, 1)) / (365 * DAY)) +
      0.1 * (note[row]?.length ?? 0) +
      random.normal(),
  );
  const middle = signal.toSorted((a, b) => a - b)[Math.floor(rows / 2)] as number;
  const named = (value: number): string =>
    task === 'binary'
      ? value > middle
        ? 'yes'
        : 'no'
      : value > middle + 1
        ? 'high'
        : value > middle - 1
          ? 'mid'
          : 'low';
  const number = (name: string, values: readonly number[]) =>
    ({ kind: 'number', name, values: Float64Array.from(values) }) as const;
  const columns = ['city', 'plan', 'amount', 'score', 'vip', 'when', 'note'];
  return {
    table: makeTable([
      makeCategoryColumn('city', city),
      makeCategoryColumn('plan', plan),
      number('amount', amount),
      number('score', score),
      number('vip', vip),
      { kind: 'date', name: 'when', hasTime: true, values: Float64Array.from(when) },
      makeTextColumn('note', note),
      task === 'regression' ? number('y', signal) : makeCategoryColumn('y', signal.map(named)),
    ]),
    question: {
      target: 'y',
      task,
      ...(task === 'binary' ? { positive: 'yes' } : {}),
      columns,
      split: { kind: 'random', testShare: 0.2 },
    },
    rare: {
      city: Int32Array.from(all.filter((row) => city[row]?.endsWith('-canary'))),
      amount: Int32Array.from(all.filter((row) => Number.isNaN(amount[row]))),
      vip: Int32Array.from(all.filter((row) => vip[row] === 1)),
    },
  };
}
