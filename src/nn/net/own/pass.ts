import type { Kernels, Place } from '../../kernels/kernels.ts';
import { blockOf, type NetPlan } from '../plan.ts';
import { channelsOf, type NetShape } from '../shape.ts';
import type { LayerSpec } from '../spec.ts';
import type { Frame } from './frame.ts';

/** The texts of a batch (or its rows of steps), one behind another, as they lie in memory. */
export interface Texts {
  /** Words (positions) of all of them, the fill-ups included. */
  readonly tokens: number;
  /** Where each one starts, and where the last one ends: rows + 1, here and in memory. */
  readonly offsets: Int32Array;
  readonly starts: Place;
}

/** What steps say at each position, beside the numbers, which are the input of the first layer. */
export interface Steps {
  /** Ids, a number a position, of each field. */
  readonly fields: readonly Place[];
  /** Numbers a position. */
  readonly count: number;
}

/** One go of a batch through a net. */
export interface Pass {
  readonly kernels: Kernels;
  readonly frame: Frame;
  readonly plan: NetPlan;
  readonly rows: number;
  /** Where tokens or steps are the input. */
  readonly texts?: Texts;
  /** Where steps are the input. */
  readonly steps?: Steps;
  readonly parameters: Place;
  /** Gradients are added here, laid out as the parameters; 0 where none are asked for. */
  readonly gradients: Place;
  /**
   * Learning: batch-norm goes by the batch and updates its running numbers, and dropout layers take their masks (by layer).
   * Absent: neither.
   */
  readonly learning?: { readonly masks: ReadonlyMap<number, ArrayLike<number>> };
}

/** A layer's own view of a pass. */
export interface LayerAt<Spec extends LayerSpec = LayerSpec> {
  readonly pass: Pass;
  readonly index: number;
  readonly layer: Spec;
  readonly from: NetShape;
  readonly to: NetShape;
}

/** What a layer gave, and the way back. */
export interface LayerRun {
  /** May be where the input was: layers that work in place leave nothing behind that the layer before still needs. */
  readonly y: Place;
  /**
   * @param dy gradient by y; may be overwritten
   * @returns gradient by the input; 0 where nothing before the layer learns from it
   */
  back(dy: Place): Place;
}

/** A block's place among the parameters. */
export const parameterAt = ({ pass, index }: LayerAt, name: string): Place =>
  pass.parameters + blockOf(pass.plan, `${index}.${name}`).start;

/** A block's place among the gradients; 0 where none are asked for. */
export const gradientAt = ({ pass, index }: LayerAt, name: string): Place =>
  pass.gradients === 0 ? 0 : pass.gradients + blockOf(pass.plan, `${index}.${name}`).start;

/** Whether somebody asks for the gradient by a layer's input: a layer before it that learns, or one who explains. */
export const wantsInputGradient = ({ pass, index }: LayerAt): boolean =>
  index > 0 && (pass.gradients === 0 || Number.parseInt(pass.plan.blocks[0]?.name ?? '', 10) < index);

/** Places that a row's numbers are spread over, and how many numbers at each. */
export function positionsOf(shape: NetShape): { positions: number; channels: number } {
  const positions = shape.kind === 'picture' ? shape.height * shape.width : 1;
  return { positions, channels: channelsOf(shape) };
}

/** Rows of the matrix that leaves or enters a layer: tokens, pixels or rows. */
export function countOf(pass: Pass, shape: NetShape): number {
  return shape.kind === 'sequence' ? (pass.texts?.tokens ?? 0) : pass.rows * positionsOf(shape).positions;
}

/** @throws Error where neither tokens nor steps are the input (a programming mistake: the plan has checked) */
export function textsOf({ texts }: Pass): Texts {
  if (!texts) throw new Error('no texts');
  return texts;
}

/** @throws Error where steps are not the input (a programming mistake: the plan has checked) */
export function stepsOf({ steps }: Pass): Steps {
  if (!steps) throw new Error('no steps');
  return steps;
}

/** @throws Error where another shape stands (a programming mistake: the plan has checked) */
export function pictureOf(shape: NetShape): Extract<NetShape, { kind: 'picture' }> {
  if (shape.kind !== 'picture') throw new Error(`${shape.kind} is no picture`);
  return shape;
}
