import type { Kernels, Place } from '../../kernels/kernels.ts';
import { blockOf, type NetPlan } from '../plan.ts';
import type { NetShape } from '../shape.ts';
import type { LayerSpec } from '../spec.ts';
import type { Frame } from './frame.ts';

/** The texts of a batch, one behind another, as they lie in memory. */
export interface Texts {
  /** Words of all texts, the fill-ups included. */
  readonly tokens: number;
  /** Where each text starts, and where the last one ends: rows + 1, here and in memory. */
  readonly offsets: Int32Array;
  readonly starts: Place;
}

/** One go of a batch through a net. */
export interface Pass {
  readonly kernels: Kernels;
  readonly frame: Frame;
  readonly plan: NetPlan;
  readonly rows: number;
  /** Where tokens are the input. */
  readonly texts?: Texts;
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
   * @returns gradient by the input; 0 from the first layer, whose input nobody learns from
   */
  back(dy: Place): Place;
}

/** A block's place among the parameters. */
export const parameterAt = ({ pass, index }: LayerAt, name: string): Place =>
  pass.parameters + blockOf(pass.plan, `${index}.${name}`).start;

/** A block's place among the gradients; 0 where none are asked for. */
export const gradientAt = ({ pass, index }: LayerAt, name: string): Place =>
  pass.gradients === 0 ? 0 : pass.gradients + blockOf(pass.plan, `${index}.${name}`).start;

/** Places that a row's numbers are spread over, and how many numbers at each. */
export function positionsOf(shape: NetShape): { positions: number; channels: number } {
  if (shape.kind === 'picture') return { positions: shape.height * shape.width, channels: shape.channels };
  return { positions: 1, channels: shape.kind === 'tokens' ? 0 : shape.width };
}

/** Rows of the matrix that leaves or enters a layer: tokens, pixels or rows. */
export function countOf(pass: Pass, shape: NetShape): number {
  return shape.kind === 'sequence' ? (pass.texts?.tokens ?? 0) : pass.rows * positionsOf(shape).positions;
}

/** @throws Error where tokens are not the input (a programming mistake: the plan has checked) */
export function textsOf({ texts }: Pass): Texts {
  if (!texts) throw new Error('no texts');
  return texts;
}

/** @throws Error where another shape stands (a programming mistake: the plan has checked) */
export function pictureOf(shape: NetShape): Extract<NetShape, { kind: 'picture' }> {
  if (shape.kind !== 'picture') throw new Error(`${shape.kind} is no picture`);
  return shape;
}

/** Numbers at one position. */
export const channelsOf = (shape: NetShape): number => positionsOf(shape).channels;
