import type { WebglSession } from '../../webgl-session.ts';
import type { GpuNets } from '../engine.ts';
import { createTfjsRunner } from './runner.ts';

/**
 * Nets on WebGL, or that there is none. tfjs starts with the first net that is opened.
 * @param session shared with all else that is computed on WebGL in the same thread
 */
export function openGpuNets(session: WebglSession | undefined): GpuNets | undefined {
  if (!session) return undefined;
  return {
    renderer: session.renderer,
    async open(spec, standing) {
      session.check();
      await session.start();
      return createTfjsRunner(spec, standing, session);
    },
  };
}
