import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Plugin } from 'vite';
import { packedModule } from './packed.ts';
import { ROOT } from './shared-options.ts';

const CACHE = join(ROOT, 'node_modules/.cache/sightglass');
const KEPT = join(CACHE, 'report-shell.json');

/** A shell that was built once, and the hashes of the sources it was built from. */
interface KeptShell {
  readonly html: string;
  readonly inputs: Readonly<Record<string, string>>;
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(join(ROOT, file)))
      .digest('hex');
  } catch {
    return undefined;
  }
}

/** The shell that lies there, where nothing that it was made from has changed since. */
async function keptShell(): Promise<string | undefined> {
  try {
    const { html, inputs } = JSON.parse(await readFile(KEPT, 'utf8')) as KeptShell;
    const same = await Promise.all(Object.entries(inputs).map(async ([file, hash]) => (await hashOf(file)) === hash));
    return same.every(Boolean) ? html : undefined;
  } catch {
    // None yet, or not one of ours.
    return undefined;
  }
}

/** Keeps a shell for the next build, unless a source was written to while it was made. */
async function keep(html: string, files: readonly string[], began: number): Promise<void> {
  const written = await Promise.all(files.map(async (file) => (await stat(join(ROOT, file))).mtimeMs));
  if (written.some((at) => at >= began)) return;
  const inputs = Object.fromEntries(await Promise.all(files.map(async (file) => [file, await hashOf(file)] as const)));
  // Written aside and renamed: two builds at once must not read half a file.
  const aside = `${KEPT}.${process.pid}`;
  await writeFile(aside, JSON.stringify({ html, inputs }));
  await rename(aside, KEPT);
}

/** Builds the shell in a process of its own: a build inside a dev server or a test would be one for development. */
async function buildShell(): Promise<string> {
  const folder = join(CACHE, `report-shell-${process.pid}`);
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--config', 'vite/report-shell.config.ts', '--outDir', folder, '--logLevel', 'warn'];
  const env = { ...process.env, NODE_ENV: 'production' };
  const began = Date.now();
  try {
    await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
    const html = await readFile(join(folder, 'report.html'), 'utf8');
    const files = JSON.parse(await readFile(join(folder, 'inputs.json'), 'utf8')) as readonly string[];
    await keep(html, files, began);
    return html;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The empty report as HTML, from the cache where its sources are unchanged. Takes some seconds where they are not. */
export async function reportShellHtml(): Promise<string> {
  const kept = await keptShell();
  if (kept !== undefined) return kept;
  await mkdir(CACHE, { recursive: true });
  return buildShell();
}

const NAME = 'virtual:report-shell';
const ID = `\0${NAME}`;

/** `virtual:report-shell`: the empty report, packed. Built when first asked for, in a build as under the dev server. */
export const reportShell = (): Plugin => ({
  name: 'report-shell',
  resolveId: (source) => (source === NAME ? ID : null),
  load: async (id) => (id === ID ? packedModule(Buffer.from(await reportShellHtml())) : null),
  /** Under the dev server the next page load gets a shell made of what has changed. */
  hotUpdate() {
    const module = this.environment.moduleGraph.getModuleById(ID);
    if (module) this.environment.moduleGraph.invalidateModule(module);
  },
});
