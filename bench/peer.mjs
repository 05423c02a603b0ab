// The Python peers: a process each that stays warm and does one piece of work a request (bench/peer.py).
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The interpreter that is asked for peers: `PYTHON`, or python3 on the path. */
export const python = () => process.env.PYTHON ?? 'python3';

/** All that the libraries go by to decide on their threads. */
const ONE_THREAD = Object.fromEntries(
  ['OMP', 'OPENBLAS', 'MKL', 'NUMEXPR', 'VECLIB_MAXIMUM', 'BLIS'].map((name) => [`${name}_NUM_THREADS`, '1']),
);

const PROBE = `
import importlib, json, sys
found = {'Python': sys.version.split()[0]}
for name in sys.argv[1:]:
    try:
        found[name] = importlib.import_module(name).__version__
    except Exception:
        pass
print('\\n' + json.dumps(found))
`;

/**
 * Which of the modules the interpreter can import, and their versions.
 * @param {string[]} modules
 * @returns {Record<string, string>} empty where there is no Python; `Python` is its own version
 */
export function probe(modules) {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' };
  const run = spawnSync(python(), ['-c', PROBE, ...modules], { encoding: 'utf8', env });
  return run.status === 0 ? JSON.parse(run.stdout.trim().split('\n').at(-1)) : {};
}

/**
 * Starts the Python side of a benchmark.
 * @param {string} script file in bench/
 * @param {{ oneThread?: boolean, env?: Record<string, string> }} options
 * @returns {{ ask(request: { do: string }): Promise<object>, end(): void }} `ask` rejects with what Python said
 */
export function startPeer(script, { oneThread = false, env = {} } = {}) {
  const child = spawn(python(), [join(import.meta.dirname, script)], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', ...(oneThread ? ONE_THREAD : {}), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said = (said + text).slice(-2000)));
  const waiting = [];
  createInterface(child.stdout).on('line', (line) => {
    const answer = JSON.parse(line);
    const { resolve, reject } = waiting.shift();
    if (answer?.error) reject(new Error(`${script}: ${answer.error}`));
    else resolve(answer);
  });
  const giveUp = (why) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`${script}: ${why}\n${said}`));
  };
  child.on('error', (error) => giveUp(error.message));
  child.on('exit', (code) => giveUp(`ended with ${code}`));
  // Writing to a process that has ended fails here too; `giveUp` tells of it.
  child.stdin.on('error', () => undefined);
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (child.exitCode !== null) return reject(new Error(`${script} has ended\n${said}`));
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(request)}\n`);
      }),
    end: () => child.stdin.end(),
  };
}
