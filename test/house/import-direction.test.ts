import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

/** A tree with one file in it, linted by the project's own rules. */
const folder = mkdtempSync(join('.cache-import-direction-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint(file: string, source: string): string {
  const rules = JSON.parse(readFileSync('.oxlintrc.json', 'utf8')) as Record<string, unknown>;
  const config = join(folder, '.oxlintrc.json');
  writeFileSync(config, JSON.stringify({ ...rules, options: {}, ignorePatterns: [], $schema: undefined }));
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, source);
  const run = spawnSync('npx', ['--no-install', 'oxlint', '-c', '.oxlintrc.json', file], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(path);
  return run.stdout + run.stderr;
}

describe('import direction', () => {
  it.each([
    ['src/core/table/a.ts', "import { b } from '../../nn/engine.ts';\nexport const a = b;\n"],
    ['src/core/table/a.ts', "import type { B } from '../../lenses/predict/report.ts';\nexport type A = B;\n"],
    ['src/core/table/a.ts', "export const a = () => import('../../workers/client.ts');\n"],
    ['src/core/table/a.ts', "import { useState } from 'react';\nexport const a = useState;\n"],
    ['src/nn/a.ts', "import type { B } from '../lenses/predict/report.ts';\nexport type A = B;\n"],
    ['src/lenses/predict/a.ts', "import { b } from '../../nn/engine.ts';\nexport const a = b;\n"],
    ['src/workers/a.ts', "import { b } from '../app/store.ts';\nexport const a = b;\n"],
    ['src/storage/a.ts', "import { b } from '../ui/app.tsx';\nexport const a = b;\n"],
    ['src/app/a.ts', "import { b } from '../ui/app.tsx';\nexport const a = b;\n"],
    ['src/ui/a.tsx', "import { b } from '../nn/engine.ts';\nexport const a = b;\n"],
  ])('is refused in %s: %s', (file, source) => {
    expect(lint(file, source)).toContain('no-restricted-imports');
  });

  it('lets core import core', () => {
    expect(lint('src/core/table/a.ts', "import { b } from '../errors.ts';\nexport const a = b;\n")).not.toContain(
      'no-restricted-imports',
    );
  });
});
