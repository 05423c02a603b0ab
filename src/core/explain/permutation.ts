import type { Pacer } from '../learn/pacer.ts';
import type { Prediction, Target } from '../learn/task.ts';
import { percentileInterval } from '../metrics/bootstrap.ts';
import { metricEvaluator, type Evaluator } from '../metrics/evaluator.ts';
import { higherIsBetter } from '../metrics/score.ts';
import type { MetricName } from '../metrics/types.ts';
import type { JudgeRows } from '../prepare/rows.ts';
import { sampleRows } from '../prepare/split.ts';
import { createRandom, shuffle, type Random } from '../random.ts';
import { getColumn, type Table } from '../table/table.ts';
import { takeCells, takeRows } from '../table/take.ts';
import type { Importance } from './types.ts';

/** Rows beyond which a seeded sample is taken. */
const MAX_ROWS = 5_000;
/** Shuffles of a column. */
const REPEATS = 5;
/** Resamples of the rows and of the shuffles, for the interval. */
const REPLICATES = 100;

export interface ImportanceInput {
  /** The cleaned table, in the columns that the person knows. */
  readonly table: Table;
  /** Rows to measure on; none that the model was fitted to. */
  readonly rows: JudgeRows;
  readonly columns: readonly string[];
  /** A value a table row. */
  readonly target: Target;
  readonly metric: MetricName;
  /** Binary accuracy and F1 say "yes" from here on; 0.5 when absent. */
  readonly threshold?: number;
  /** Predicts each row of a table that has the columns of `table`; rows are in the given table's order. */
  readonly predict: (table: Table) => Promise<Prediction>;
  readonly repeats?: number;
  readonly maxRows?: number;
  readonly seed: number;
  readonly pacer: Pacer;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The given rows on their own, and how well the model does on them. */
interface Setting {
  readonly input: ImportanceInput;
  readonly rows: Int32Array;
  readonly part: Table;
  readonly base: Evaluator;
}

async function makeSetting(input: ImportanceInput): Promise<Setting> {
  const rows = sampleRows(input.rows, input.maxRows ?? MAX_ROWS, input.seed);
  const part = takeRows(input.table, rows);
  return { input, rows, part, base: evaluator(input, rows, await input.predict(part)) };
}

const evaluator = (input: ImportanceInput, rows: Int32Array, prediction: Prediction): Evaluator =>
  metricEvaluator(input.metric, input.target, rows, prediction, input.threshold);

/** How much worse a figure is than another, positive where it is. */
const worse = (metric: MetricName, whole: number, shuffled: number): number =>
  higherIsBetter(metric) ? whole - shuffled : shuffled - whole;

/** The figure with one column's cells moved about: row i gets the cell of row `permutation[i]`. */
async function shuffledFigure(setting: Setting, column: string, permutation: Int32Array): Promise<Evaluator> {
  const { input, rows, part } = setting;
  const moved = takeCells(getColumn(part, column), permutation);
  const columns = part.columns.map((other) => (other.name === column ? moved : other));
  return evaluator(input, rows, await input.predict({ ...part, columns }));
}

/**
 * Mean loss of the figure under given permutations of the rows, positive where the column helps.
 * For checks against exact values, where random shuffles would blur them.
 * @param permutations each an order of 0 … rows − 1
 */
export async function importanceUnder(
  input: ImportanceInput,
  column: string,
  permutations: readonly Int32Array[],
): Promise<number> {
  const setting = await makeSetting(input);
  const whole = setting.base();
  let sum = 0;
  for (const permutation of permutations) {
    await input.pacer.pause();
    sum += worse(input.metric, whole, (await shuffledFigure(setting, column, permutation))());
  }
  return sum / permutations.length;
}

function randomOrder(length: number, random: Random): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i);
  shuffle(order, random);
  return order;
}

/** How often each row is drawn, for each replicate; the same draws serve all columns, so that these compare. */
function drawReplicates(rows: number, random: Random): Int32Array[] {
  return Array.from({ length: REPLICATES }, () => {
    const counts = new Int32Array(rows);
    for (let i = 0; i < rows; i++) {
      const row = random.integer(rows);
      counts[row] = (counts[row] as number) + 1;
    }
    return counts;
  });
}

/**
 * Permutation importance (Breiman 2001; Fisher, Rudin and Dominici 2019): how much worse the model does when a column's
 * values are shuffled among the rows. The interval resamples both the rows and the shuffles. Columns that carry the
 * same information share or hide each other's importance.
 * @returns largest first
 * @throws table.no-column, and what `predict` throws
 */
export async function permutationImportance(input: ImportanceInput): Promise<Importance[]> {
  const { columns, metric, pacer, repeats = REPEATS } = input;
  const setting = await makeSetting(input);
  const random = createRandom(input.seed);
  const replicates = drawReplicates(setting.rows.length, random.fork('rows'));
  const baseFigures = replicates.map((counts) => setting.base(counts));
  const whole = setting.base();
  const results: Importance[] = [];
  for (const column of columns) {
    const own = random.fork(column);
    const figures: Evaluator[] = [];
    for (let r = 0; r < repeats; r++) {
      await pacer.pause();
      figures.push(await shuffledFigure(setting, column, randomOrder(setting.rows.length, own)));
    }
    const value = meanOf(figures, (figure) => worse(metric, whole, figure()));
    const drops: number[] = [];
    for (const [b, counts] of replicates.entries()) {
      await pacer.pause();
      const drawn = figures.map(() => figures[own.integer(figures.length)] as Evaluator);
      drops.push(meanOf(drawn, (figure) => worse(metric, baseFigures[b] as number, figure(counts))));
    }
    results.push({ column, metric, ...percentileInterval(value, drops) });
    input.onProgress?.(results.length, columns.length);
  }
  return results.sort((a, b) => b.value - a.value);
}

const meanOf = <T>(items: readonly T[], figure: (item: T) => number): number =>
  items.reduce((sum, item) => sum + figure(item), 0) / items.length;
