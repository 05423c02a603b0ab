import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A Python that has pandas and NumPy; set SIGHTGLASS_PYTHON to name one. */
function findPython(): string | undefined {
  const candidates = [process.env['SIGHTGLASS_PYTHON'], 'python3', 'python'];
  return candidates.find(
    (candidate) =>
      candidate !== undefined && spawnSync(candidate, ['-c', 'import numpy, pandas'], { stdio: 'ignore' }).status === 0,
  );
}

/** Undefined where none is on the machine: such tests are skipped, and the run's list says so. */
export const PYTHON = findPython();

/** A fresh folder with the given files in it, gone when the test is over. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Runs Python in a folder and gives what it printed. @throws with what it said on its error output */
export function runPython(folder: string, args: readonly string[], input?: string): string {
  const { status, stdout, stderr } = spawnSync(PYTHON as string, ['-B', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });
  if (status !== 0) throw new Error(`python ended with ${status}: ${stderr}`);
  return stdout;
}
