/** Names under which drawing is done by the CPU: Chromium's, Mesa's, Windows' and macOS' own. */
const SOFTWARE =
  /swiftshader|llvmpipe|lavapipe|softpipe|swrast|software|basic render|paravirtual|virgl|svga3d|apple software/i;

/**
 * Whether a renderer string names a real GPU. Browsers that hide the string (an empty one) are taken to have one:
 * timing decides then. `failIfMajorPerformanceCaveat` does not tell (measured with SwiftShader in Chromium).
 */
export function isRealGpu(renderer: string): boolean {
  return !SOFTWARE.test(renderer);
}
