import type { TaskKind } from '../../core/learn/task.ts';
import type { InputPlan } from './inputs.ts';
import type { Activation } from './params.ts';
import { parameterSpecs, type ParameterSpec } from './parameters.ts';

/** How a number is told from the output of the network, which is trained on standardised values. */
export interface TargetScale {
  readonly mean: number;
  readonly spread: number;
  /** Range of the training rows: nothing outside it is ever predicted. */
  readonly low: number;
  readonly high: number;
}

/** A trained network: plain data, enough to predict with and to draw. */
export interface MlpState {
  readonly task: TaskKind;
  /** Class names; empty for regression. */
  readonly classes: readonly string[];
  /** Regression only. */
  readonly target?: TargetScale;
  readonly plan: InputPlan;
  readonly hidden: readonly number[];
  readonly activation: Activation;
  /** Blocks in the order of `parameterSpecs`, one behind another. */
  readonly parameters: Float32Array;
  /** Epochs trained until the parameters were taken. */
  readonly epochs: number;
}

/** Numbers a row that come out of the network. */
export const outputsOf = (task: TaskKind, classes: number): number => (task === 'multiclass' ? classes : 1);

export function specsOf(state: MlpState): ParameterSpec[] {
  return parameterSpecs(state.plan, state.hidden, outputsOf(state.task, state.classes.length));
}
