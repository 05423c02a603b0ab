import { GPGPUContext, MathBackendWebGL, setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import { engine, env, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { CodedError } from '../core/errors.ts';

/** A drawing context that nothing is drawn with: textures are the memory and fragment shaders the arithmetic. */
export interface WebglDevice {
  readonly gl: WebGL2RenderingContext;
  readonly canvas: OffscreenCanvas;
  /** As the driver names itself; empty where the browser hides it. */
  readonly renderer: string;
}

/** Opens a WebGL2 context, or says that there is none. Works on a page and in a worker. */
export function openWebgl(): WebglDevice | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    depth: false,
    stencil: false,
    powerPreference: 'high-performance',
  });
  // Without float render targets results would be rounded to 10 bits.
  if (!gl?.getExtension('EXT_color_buffer_float')) return undefined;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  const renderer = typeof name === 'string' ? name : '';
  return { gl, canvas, renderer };
}

/**
 * Makes WebGL on this context the current backend.
 * @throws compute.unavailable
 */
export async function startWebgl(device: WebglDevice): Promise<void> {
  // On Safari tfjs asks for a canvas element, which a worker has not; set before tfjs looks for a context.
  env().set('IS_SAFARI', false);
  setWebGLContext(2, device.gl as unknown as WebGLRenderingContext);
  if ('webgl' in engine().registryFactory) removeBackend('webgl');
  registerBackend('webgl', () => new MathBackendWebGL(new GPGPUContext(device.gl as unknown as WebGLRenderingContext)));
  if (!(await setBackend('webgl'))) throw new CodedError('compute.unavailable', { backend: 'webgl', cause: 'blocked' });
  // tfjs takes 1e-4 for the smallest number even where textures hold 32 bits; logs and Adam then lose accuracy.
  if (env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) Object.assign(engine().backend, { floatPrecisionValue: 32 });
}
