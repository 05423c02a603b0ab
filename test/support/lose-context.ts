import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend, getBackend } from '@tensorflow/tfjs-core';

/** Takes the GPU away from the running WebGL backend, as a driver crash would. */
export function loseContext(): void {
  if (getBackend() !== 'webgl') throw new Error(`the backend is ${getBackend()}, not webgl`);
  const { gl } = (backend() as MathBackendWebGL).gpgpu;
  const extension = gl.getExtension('WEBGL_lose_context');
  if (!extension) throw new Error('this browser cannot lose a context on request');
  extension.loseContext();
}
