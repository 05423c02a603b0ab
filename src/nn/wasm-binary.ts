import packed from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?packed';

/**
 * The WASM SIMD binary of tfjs, deflated into this chunk when the page was built: no request of any kind. For the page
 * alone, which transfers the buffer to the training worker; in the worker it would be carried twice.
 */
export async function loadWasmBinary(): Promise<ArrayBuffer> {
  const deflated = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const inflated = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(inflated).arrayBuffer();
}
