import { createRandom } from '../../src/core/random.ts';
import type { TaskKind } from '../../src/core/learn/task.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { Family } from '../../src/lenses/predict/question.ts';
import { plan, table, train } from '../predict/support.ts';

/** The columns of a made-up table, cell by cell; nobody may learn of fewer than 11 of its rows. */
export interface SmallGroups {
  readonly rows: number;
  readonly numbers: Readonly<Record<string, readonly (number | null)[]>>;
  readonly words: Readonly<Record<string, readonly (string | null)[]>>;
  readonly outcome: readonly (number | string)[];
}

/** The same without rows far out and without columns that few rows tell apart, so that linear models may travel. */
export function milder(world: SmallGroups): SmallGroups {
  const { far = [], ...numbers } = world.numbers;
  const { club: _, ...words } = world.words;
  return { ...world, numbers: { ...numbers, far: far.map((value) => Math.min(3, value ?? 0)) }, words };
}

/** Rows that are gold and in no club, which no column says of itself; the others in gold are all in the club. */
export const isApart = (row: number): boolean => row % 180 === 0;

/**
 * Small groups of every kind: levels of 2 to 10 rows, two columns that differ in five rows alone, gaps of six rows, four
 * rows far out and a class of eight, each with an outcome of its own.
 * @param ofApart outcome of the five rows that two columns together tell apart; others of a number lie at about 50
 */
export function smallGroups(task: TaskKind, seed: number, ofApart = 90, rows = 900): SmallGroups {
  const random = createRandom(seed);
  const each = <T>(make: (row: number) => T): T[] => Array.from({ length: rows }, (_, row) => make(row));
  const rare = each((row) => (row % 97 === 3 ? `rare${Math.floor(row / 400)}` : ['x', 'y', 'z'][random.integer(3)]));
  const tier = each((row) => (row % 3 === 0 ? 'gold' : 'plain'));
  const club = each((row) => (row % 3 === 0 && !isApart(row) ? 'yes' : 'no'));
  const far = each((row) => (row % 220 === 11 ? 4_321.5 + row : random.normal()));
  const gaps = each((row) => (row % 150 === 20 ? null : Math.round(20 * random.next())));
  const score = each(
    (row) =>
      2 * Math.min(3, far[row] as number) +
      0.3 * (gaps[row] ?? 30) +
      (rare[row]?.startsWith('r') ? 6 : 0) +
      random.normal(),
  );
  const value = (row: number): number => (isApart(row) ? ofApart : 47 + (score[row] as number));
  const outcome = each((row): number | string => {
    if (task === 'regression') return value(row);
    const yes = isApart(row) ? ofApart > 50 : (score[row] as number) > 3;
    if (task === 'binary') return yes ? 'yes' : 'no';
    return row % 112 === 50 ? 'SELTEN' : yes ? 'much' : (score[row] as number) > 0 ? 'some' : 'little';
  });
  return { rows, numbers: { far, gaps }, words: { rare: rare as string[], tier, club }, outcome };
}

/** A model of these rows, on all that the page knows of them. */
export function trainOn(
  { numbers, words, outcome }: SmallGroups,
  task: TaskKind,
  families: readonly Family[],
): Promise<PredictModel> {
  return train({
    table: table({ ...numbers, ...words, y: outcome }),
    plan: plan(
      {
        target: 'y',
        task,
        ...(task === 'binary' ? { positive: 'yes' } : {}),
        columns: [...Object.keys(numbers), ...Object.keys(words)],
        split: { kind: 'random', testShare: 0.25 },
      },
      { families: [...families] },
    ),
  });
}
