import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.sightglass-installed';

/** Runs a command with its output shown; true when it exited with 0. */
const run = (command, args) =>
  spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

/** Ends the program with a sentence that says what to do. */
const fail = (sentence) => {
  console.error(sentence);
  process.exit(1);
};

const lockfile = () => readFileSync('package-lock.json', 'utf8');

function installPackages() {
  const fresh =
    existsSync(STAMP) && readFileSync(STAMP, 'utf8') === String(lockfile().length) + statSync('package.json').size;
  if (fresh) return;
  console.log('Installing what is missing (npm ci) …');
  if (!run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])) {
    fail('npm ci did not succeed. Check the connection to the npm registry and run the command again.');
  }
  writeFileSync(STAMP, String(lockfile().length) + statSync('package.json').size);
}

/** The system's Chromium, else Debian's package when root, else Playwright's own download. */
async function installBrowser() {
  const { browserPath } = await import('./browser.mjs');
  if (browserPath()) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium from Debian …');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    if (browserPath()) return;
  }
  console.log('Downloading Playwright’s Chromium …');
  run('npx', ['--no-install', 'playwright', 'install', 'chromium']);
  if (!browserPath()) {
    fail('No Chromium could be found or installed. Install one and name it in SIGHTGLASS_CHROMIUM, then run again.');
  }
}

/**
 * Brings in what a command needs and is not there yet: the packages of the lockfile, and a browser when asked for.
 * @param {{ browser?: boolean }} wanted
 */
export async function installDependencies({ browser = false } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  installPackages();
  if (browser) await installBrowser();
}
