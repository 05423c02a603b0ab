import type { Random } from '../../random.ts';
import type { FitInput, FitProgress } from '../estimator.ts';
import type { FitCheckpoints } from '../fit-checkpoint.ts';
import type { Pacer } from '../pacer.ts';
import type { BinCache, BinnedColumn } from './bins.ts';
import { createBreather } from './breather.ts';
import { flattenTrees, inputOf } from './forest.ts';
import { createTreeGrower } from './grow.ts';
import { makeMassUnit, packMasses, UNIT_MASS } from './mass.ts';
import { makeObjective, meanLoss, type Objective } from './objective.ts';
import { scaleToRows, type BoostParams } from './params.ts';
import { drawRows, shareOf } from './sampling.ts';
import type { BoostState } from './state.ts';
import { prepareTraining, type TrainingData } from './training-data.ts';
import { addTree, type GrownTree } from './tree.ts';

/** Milliseconds after which progress is told, however few the rounds. */
const TELL_EVERY_MS = 200;
/** Training rows, evenly spaced, that the loss told with it is of; it decides nothing, and all of them cost time. */
const TOLD_ROWS = 20_000;

/** Starting scores, output after output. */
function startingScores(objective: Objective, rows: number): Float64Array {
  const scores = new Float64Array(rows * objective.outputs);
  for (let o = 0; o < objective.outputs; o++) scores.fill(objective.base[o] as number, o * rows, (o + 1) * rows);
  return scores;
}

/**
 * Where a fit stands between two rounds. The scores of the rows and what was drawn follow from it: making them again
 * costs a small part of growing the trees.
 */
export interface BoostStanding {
  readonly trees: readonly GrownTree[];
  /** Least validation loss so far, and the rounds it took. */
  readonly best: number;
  readonly bestRounds: number;
}

/** The rounds of one fit, one after another; both ways move the scores of all rows. */
interface Rounds {
  grow(scores: Float64Array, validationScores: Float64Array | undefined): Promise<GrownTree[]>;
  /** With the trees of the round as they were grown before. */
  repeat(trees: readonly GrownTree[], scores: Float64Array, validationScores: Float64Array | undefined): Promise<void>;
}

function createRounds(
  data: TrainingData,
  objective: Objective,
  params: BoostParams,
  random: Random,
  pacer: Pacer,
): Rounds {
  const rows = data.rows.length;
  const codes = data.columns.map((column) => column.codes);
  const breather = createBreather(pacer);
  const { largestHessian } = objective;
  const massUnit = largestHessian === 'one' ? UNIT_MASS : makeMassUnit(rows, largestHessian);
  const grower = createTreeGrower(data.columns, rows, params, data.directions, massUnit, breather);
  const pairs = new Float64Array(2 * rows);
  const rowRandom = random.fork('rows');
  const columnRandom = random.fork('columns');
  const everyColumn = Int32Array.from(data.columns.keys());
  const columnCount = shareOf(params.columnShare, data.columns.length);
  let bag: ReturnType<typeof drawRows> | undefined;
  let round = 0;
  const begin = (): void => {
    if (params.rowShare < 1 && round % params.rowShareEvery === 0) {
      bag = drawRows(rows, shareOf(params.rowShare, rows), rowRandom);
    }
    round++;
  };
  const drawColumns = (): Int32Array =>
    columnCount < everyColumn.length ? drawRows(everyColumn.length, columnCount, columnRandom).drawn : everyColumn;
  const judge = (tree: GrownTree, o: number, validationScores: Float64Array | undefined): void => {
    if (!data.validation || !validationScores) return;
    const judged = data.validation.rows.length;
    addTree(tree, data.validation.codes, validationScores, o * judged, judged);
  };
  return {
    async grow(scores, validationScores) {
      begin();
      objective.beginRound(scores);
      const grown: GrownTree[] = [];
      for (let o = 0; o < objective.outputs; o++) {
        const own = scores.subarray(o * rows, (o + 1) * rows);
        objective.gradients(o, scores, pairs);
        if (massUnit !== UNIT_MASS) packMasses(pairs, massUnit);
        const tree = await grower.grow(pairs, bag?.drawn, drawColumns(), (order, start, end, value) => {
          for (let k = start; k < end; k++) own[order[k] as number]! += value;
        });
        if (bag) addTree(tree, codes, own, 0, bag.rest.length, bag.rest);
        judge(tree, o, validationScores);
        grown.push(tree);
        await pacer.pause();
      }
      return grown;
    },
    async repeat(trees, scores, validationScores) {
      begin();
      for (const [o, tree] of trees.entries()) {
        drawColumns();
        addTree(tree, codes, scores, o * rows, rows);
        judge(tree, o, validationScores);
        await pacer.pause();
      }
    },
  };
}

/** The fit of `boostedTrees`, with its settings checked. See Estimator.fit for what it throws. */
export async function* fitTrees(
  input: FitInput,
  settings: BoostParams,
  random: Random,
  pacer: Pacer,
  cache: BinCache | undefined,
  checkpoints: FitCheckpoints<BoostStanding>,
): AsyncGenerator<FitProgress, BoostState> {
  const { target } = input;
  const data = await prepareTraining(input, settings, pacer, cache);
  const params = scaleToRows(settings, data.rows.length);
  const { objective, center } = makeObjective(target, data.rows, data.weights);
  const { outputs, scale } = objective;
  const lossOver = (rows: Int32Array, weights: TrainingData['weights'], scores: Float64Array, stride = 1): number =>
    meanLoss(target, rows, weights, scores, center, scale, stride);
  const stride = Math.ceil(data.rows.length / TOLD_ROWS);
  await pacer.pause();

  const rounds = createRounds(data, objective, params, random, pacer);
  const scores = startingScores(objective, data.rows.length);
  const judged = data.validation;
  const judgedScores = judged && startingScores(objective, judged.rows.length);
  const before = await checkpoints.resume();
  const trees: GrownTree[] = [];
  let best = before?.best ?? (judged && judgedScores ? lossOver(judged.rows, judged.weights, judgedScores) : Infinity);
  let bestRounds = before?.bestRounds ?? 0;
  let told = performance.now();
  const isSilent = (): boolean => performance.now() - told > TELL_EVERY_MS;
  for (let at = 0; before && at < before.trees.length; at += outputs) {
    const again = before.trees.slice(at, at + outputs);
    await rounds.repeat(again, scores, judgedScores);
    trees.push(...again);
    if (!isSilent()) continue;
    yield { done: trees.length / outputs, total: params.trees };
    told = performance.now();
  }
  const tellEvery = Math.max(1, Math.ceil(params.trees / 25));
  for (let round = trees.length / outputs + 1; round <= params.trees; round++) {
    trees.push(...(await rounds.grow(scores, judgedScores)));
    const validationLoss = judged && judgedScores && lossOver(judged.rows, judged.weights, judgedScores);
    if (validationLoss !== undefined && validationLoss < best) {
      best = validationLoss;
      bestRounds = round;
    }
    const stop = judged && params.patience > 0 && round - bestRounds >= params.patience;
    const last = stop || round === params.trees;
    const isDue = !last && checkpoints.due(round);
    if (last || isDue || round % tellEvery === 0 || isSilent()) {
      const checkpoint = isDue && (await checkpoints.tell({ trees: [...trees], best, bestRounds }));
      const loss = lossOver(data.rows, data.weights, scores, stride);
      const judgedLoss = validationLoss !== undefined && { validationLoss };
      yield { done: round, total: params.trees, loss, ...judgedLoss, ...(checkpoint !== false && { checkpoint }) };
      told = performance.now();
    }
    if (stop) break;
  }
  // Early stopping may find that no tree helps: one is kept, so that refitting has something to refit.
  const kept = judged && params.patience > 0 ? Math.max(1, bestRounds) : trees.length / outputs;
  return makeState(input, data.columns, trees.slice(0, kept * outputs), objective, center, kept);
}

function makeState(
  { target }: FitInput,
  columns: readonly BinnedColumn[],
  trees: readonly GrownTree[],
  objective: Objective,
  center: number,
  rounds: number,
): BoostState {
  const binnings = columns.map((column) => column.binning);
  return {
    task: target.task,
    classes: target.task === 'regression' ? [] : [...target.classes],
    inputs: binnings.map(inputOf),
    base: objective.base.map((score) => center + objective.scale * score),
    rounds,
    trees: flattenTrees(trees, binnings, objective.scale),
  };
}
