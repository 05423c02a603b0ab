import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** A module whose default export is base64(deflate-raw(bytes)): what is big travels in a script, without a request. */
export const packedModule = (bytes: Uint8Array): string =>
  `export default ${JSON.stringify(deflateRawSync(bytes, { level: 9 }).toString('base64'))}`;

/** `x.wasm?packed`: a binary that reaches a worker without a request. */
export const packedAsset = (): Plugin => ({
  name: 'packed-asset',
  enforce: 'pre',
  load(id) {
    return id.endsWith('?packed') ? packedModule(readFileSync(id.slice(0, -'?packed'.length))) : null;
  },
});
