import type { NetSpec } from '../net/spec.ts';
import type { WindowShape } from './windows.ts';

/** What a network learned over all series. Plain data; how a series is made plain is found anew from its own values. */
export interface ForecastNetState {
  readonly shape: WindowShape;
  /** Absent where there were too few windows to learn from. */
  readonly spec?: NetSpec;
  /** Parameters of each network, laid out as `planNet` says. */
  readonly nets: readonly Float32Array[];
  readonly units: number;
  /** Epochs that were best, of those that were planned. */
  readonly epochs: number;
  readonly planned: number;
  /** Windows learned from. */
  readonly windows: number;
}
