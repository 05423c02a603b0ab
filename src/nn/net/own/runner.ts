import type { Kernels } from '../../kernels/kernels.ts';
import { ADAM_EPSILON, BETA1, BETA2, planNet, type NetPlan } from '../plan.ts';
import type { NetRunner, NetStanding, StepInput } from '../runner.ts';
import type { NetSpec } from '../spec.ts';
import { readFloats } from './batch.ts';
import { lossAndGradients } from './learn.ts';
import { scoresOf } from './scores.ts';

/** Parameters one behind another that decay and are learned alike. */
interface Stretch {
  readonly start: number;
  readonly length: number;
  readonly decays: boolean;
}

function stretchesOf(plan: NetPlan): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { start, length, role } of plan.blocks) {
    if (role === 'running') continue;
    const decays = role === 'weight';
    const last = stretches.at(-1);
    if (last && last.decays === decays && last.start + last.length === start) {
      stretches[stretches.length - 1] = { ...last, length: last.length + length };
    } else {
      stretches.push({ start, length, decays });
    }
  }
  return stretches;
}

/** Where a training starts. */
export function freshStanding(parameters: Float32Array): NetStanding {
  const zeros = (): Float32Array => new Float32Array(parameters.length);
  return { steps: 0, parameters, first: zeros(), second: zeros(), average: parameters };
}

/**
 * A net trained by kernels of our own. The kernels may serve other runners too; what this one takes of their memory is
 * given back by `dispose`.
 * @param standing where training goes on from; copied
 * @throws what planNet throws, and net.no-memory
 */
export function createOwnRunner(spec: NetSpec, standing: NetStanding, kernels: Kernels): NetRunner {
  const plan = planNet(spec);
  const n = plan.length;
  const stretches = stretchesOf(plan);
  const places = { parameters: 0, first: 0, second: 0, average: 0, gradients: 0 };
  for (const key of Object.keys(places) as (keyof typeof places)[]) {
    places[key] = kernels.take(n);
    if (key !== 'gradients') kernels.floats.set(standing[key], places[key]);
  }
  let { steps } = standing;
  let [lossSum, lossCount] = [0, 0];
  let disposed = false;

  const update = ({ learningRate, weightDecay, averageKeep }: StepInput): void => {
    steps++;
    const rate = (learningRate * Math.sqrt(1 - BETA2 ** steps)) / (1 - BETA1 ** steps);
    for (const { start, length, decays } of stretches) {
      const [p, g] = [places.parameters + start, places.gradients + start];
      const decay = decays ? learningRate * weightDecay : 0;
      kernels.adam(p, g, places.first + start, places.second + start, length, BETA1, BETA2, rate, ADAM_EPSILON, decay);
    }
    kernels.mix(places.average, places.parameters, n, averageKeep);
  };
  const step = (input: StepInput): void => {
    kernels.floats.fill(0, places.gradients, places.gradients + n);
    lossSum += lossAndGradients(kernels, plan, places.parameters, places.gradients, input);
    lossCount++;
    update(input);
  };
  const read = (key: keyof typeof places): Float32Array => readFloats(kernels, places[key], n);

  return {
    engine: kernels.engine,
    step: async (input) => step(input),
    loss: async () => {
      const mean = lossSum / lossCount;
      [lossSum, lossCount] = [0, 0];
      return mean;
    },
    logits: async (batch) => scoresOf(kernels, plan, places.average, batch),
    standing: async () => ({
      steps,
      parameters: read('parameters'),
      first: read('first'),
      second: read('second'),
      average: read('average'),
    }),
    dispose() {
      if (disposed) return;
      disposed = true;
      for (const place of Object.values(places)) kernels.give(place);
    },
  };
}
