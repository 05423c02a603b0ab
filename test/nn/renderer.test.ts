import { describe, expect, it } from 'vitest';
import { isRealGpu } from '../../src/nn/renderer.ts';

// As the browsers report them (WEBGL_debug_renderer_info), collected from bug reports and our own test browser.
const SOFTWARE = [
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
  'Google SwiftShader',
  'llvmpipe (LLVM 15.0.7, 256 bits)',
  'ANGLE (Mesa, llvmpipe (LLVM 19.1.7 256 bits), OpenGL 4.5)',
  'softpipe',
  'Software Rasterizer',
  'ANGLE (Microsoft, Microsoft Basic Render Driver (0x0000008C) Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'SVGA3D; build: RELEASE;  LLVM;',
  'virgl',
  'Apple Software Renderer',
];
const REAL = [
  'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)',
  'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
  'Apple GPU',
  'Adreno (TM) 650',
  'Mali-G78',
  'AMD Radeon Pro 5500M OpenGL Engine',
  '',
];

describe('isRealGpu', () => {
  it.each(SOFTWARE)('knows software by its name: %s', (renderer) => expect(isRealGpu(renderer)).toBe(false));
  it.each(REAL)('takes for a GPU: "%s"', (renderer) => expect(isRealGpu(renderer)).toBe(true));
});
