// npm test: everything that has to hold, in one command. `--fast` (npm run check) leaves out what needs a browser.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { installDependencies } from './install.mjs';

const fast = process.argv.includes('--fast');
const REPORTS = '.cache/reports';
let passed = 0;
let failed = 0;
let skipped = 0;

/** Runs a command with its output shown; true when it exited with 0. */
const run = (command, args, env = {}) =>
  spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32', env: { ...process.env, ...env } })
    .status === 0;

const say = (text) => console.log(`\n— ${text}`);

/** A check that counts as one test. */
const check = (name, args, command = ['npx', '--no-install']) => {
  say(name);
  const [program, ...first] = command;
  if (run(program, [...first, ...args])) passed++;
  else {
    failed++;
    console.error(`✗ ${name}`);
  }
};

/** A test runner whose JSON report says how many passed. */
const suite = (name, args, report, count, env) => {
  say(name);
  rmSync(report, { force: true });
  const ok = run('npx', ['--no-install', ...args], env);
  if (!existsSync(report)) {
    failed++;
    console.error(`✗ ${name} left no report`);
    return;
  }
  const result = count(JSON.parse(readFileSync(report, 'utf8')));
  passed += result.passed;
  failed += result.failed;
  skipped += result.skipped;
  if (!ok && result.failed === 0) {
    failed++;
    console.error(`✗ ${name} failed outside its tests`);
  }
};

const vitestCount = (json) => ({
  passed: json.numPassedTests,
  failed:
    json.numFailedTests +
    json.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
  skipped: json.numPendingTests + json.numTodoTests,
});
const playwrightCount = (json) => ({
  passed: json.stats.expected + json.stats.flaky,
  failed: json.stats.unexpected + json.errors.length,
  skipped: json.stats.skipped,
});

const vitest = (project) => {
  const report = `${REPORTS}/vitest-${project}.json`;
  return [
    ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
  ];
};

await installDependencies({ browser: !fast });
mkdirSync(REPORTS, { recursive: true });

check('types', ['tsc', '--noEmit']);
check('lint and import direction', ['oxlint', '--deny-warnings']);
check('dead code', ['knip']);
check('format', ['prettier', '--check', 'src', 'test', 'scripts', 'bench', 'vite', '*.ts', '--log-level', 'warn']);
suite('unit, contract, golden and property tests', ...vitest('node'), vitestCount);
if (!fast) {
  const { browserPath } = await import('./browser.mjs');
  const chromium = browserPath() ?? '';
  suite('tests in the browser', ...vitest('browser'), vitestCount, { SIGHTGLASS_CHROMIUM: chromium });
  check('build', ['scripts/build.mjs', '--quiet'], ['node']);
  check('size of the first load', ['size-limit']);
  const report = `${REPORTS}/playwright.json`;
  suite('end to end in the built page', ['playwright', 'test'], report, playwrightCount, {
    SIGHTGLASS_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
}

console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);
