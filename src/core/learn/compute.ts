import type { Message } from '../errors.ts';

/** How the networks were computed, and why there. */
export interface ComputeNote {
  readonly backend: 'webgl' | 'wasm' | 'cpu' | 'none';
  /** `compute.forced`, `compute.faster`, `compute.no-gpu`, `compute.no-wasm`, `compute.fallback`, `compute.not-needed` */
  readonly reason: Message;
  /** What WebGL says it draws with, where WebGL was looked at. */
  readonly renderer?: string;
  /** Milliseconds a batch of the real network on each backend tried. */
  readonly timings: readonly { readonly backend: string; readonly msPerBatch: number }[];
}
