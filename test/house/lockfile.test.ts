import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const lockfile = readFileSync('package-lock.json', 'utf8');
const packages = Object.keys((JSON.parse(lockfile) as { packages: Record<string, unknown> }).packages);

describe('the lockfile', () => {
  it.each(['darwin-arm64', 'win32-x64', 'linux-x64'])(
    'lists the bundler’s and the linter’s binaries for %s',
    (platform) => {
      const binaries = packages.filter((name) => name.includes(platform));
      expect(binaries.some((name) => name.includes('rolldown'))).toBe(true);
      expect(binaries.some((name) => name.includes('oxlint'))).toBe(true);
    },
  );

  it('names no registry', () => {
    expect(lockfile).not.toContain('"resolved"');
  });
});
