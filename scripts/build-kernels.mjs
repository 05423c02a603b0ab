// node scripts/build-kernels.mjs: compiles src/nn/kernels/assembly (AssemblyScript) and writes the module, as base64, to
// src/nn/kernels/wasm-module.ts. It is committed, so that building the page needs no compiler; a test compares the two.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const ROOT = join(import.meta.dirname, '..');
const MODULE = join(ROOT, 'src/nn/kernels/wasm-module.ts');

const OPTIONS = [
  '-O3 --converge --enable simd --initialMemory 2',
  // No allocator, no strings, no exceptions: numbers in, numbers out.
  '--runtime stub --noAssert --use abort=',
  // Vectors pass between functions of the module alone.
  '--disableWarning 112',
].flatMap((line) => line.split(' '));

/**
 * Compiles the module.
 * @returns {Promise<Uint8Array>}
 */
export async function compileKernels() {
  let binary;
  const { error } = await asc.main(['src/nn/kernels/assembly/index.ts', ...OPTIONS, '--outFile', 'kernels.wasm'], {
    baseDir: ROOT,
    stderr: process.stderr,
    writeFile: (_name, contents) => {
      binary = contents;
    },
  });
  if (error || !binary) throw new Error('the kernels do not compile', { cause: error });
  return binary;
}

/**
 * The source of wasm-module.ts.
 * @param {Uint8Array} binary
 */
export const moduleSource = (binary) =>
  `// Written by scripts/build-kernels.mjs from src/nn/kernels/assembly; not to be changed by hand.

/** The WebAssembly module of the kernels (needs SIMD), in base64. */
export const KERNELS_BASE64 =
  '${Buffer.from(binary).toString('base64')}';
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const binary = await compileKernels();
  await writeFile(MODULE, moduleSource(binary));
  console.log(`${binary.length} bytes`);
}
