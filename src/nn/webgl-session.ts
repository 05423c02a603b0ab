import { setBackend, type Tensor } from '@tensorflow/tfjs-core';
import { contextLost, watchForLoss, type LossWatch } from './loss-watch.ts';
import { openWebgl, startWebgl } from './webgl.ts';

/** One WebGL context that networks are computed on by tfjs, watched for its loss. tfjs has one a thread. */
export interface WebglSession {
  /** What WebGL says it draws with. */
  readonly renderer: string;
  /** Makes it tfjs' current backend. Programs compiled before are kept. @throws compute.unavailable */
  start(): Promise<void>;
  /** The GPU has gone away; the session is of no more use. */
  readonly gone: boolean;
  /** Cheap enough for every batch. @throws compute.context-lost */
  check(): void;
  /**
   * Values of a tensor of numbers. Also the heartbeat: where the GPU was lost, tfjs alone would wait for ever.
   * @throws compute.context-lost
   */
  read(tensor: Tensor): Promise<Float32Array>;
}

/** Opens a context, or says that there is none. */
export function openWebglSession(): WebglSession | undefined {
  const device = openWebgl();
  if (!device) return undefined;
  let watch: LossWatch | undefined;
  const check = (): void => {
    if (watch?.gone) throw contextLost();
  };
  return {
    renderer: device.renderer,
    async start() {
      if (watch) await setBackend('webgl');
      else await startWebgl(device);
      watch ??= watchForLoss(device);
    },
    get gone() {
      return watch?.gone === true;
    },
    check,
    async read(tensor) {
      check();
      const reading = tensor.data() as Promise<Float32Array>;
      const values = watch ? await watch.race(reading) : await reading;
      // Some drivers answer with zeros instead of not at all.
      check();
      return values;
    },
  };
}
