import { cpus, loadavg, totalmem, type } from 'node:os';
import { readFileSync } from 'node:fs';

function system() {
  try {
    const name = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    if (name) return `${name}, ${type()}`;
  } catch {
    // Not a Linux, or one that does not say.
  }
  return type();
}

/** The machine that the figures are of, a line each. */
export function machine() {
  const all = cpus();
  return {
    Processor: `${all[0]?.model.trim() || process.arch}, ${all.length} cores`,
    Memory: `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    System: system(),
    Node: process.version,
    'Load before the run': `${loadavg()[0].toFixed(1)} processes in the last minute`,
  };
}
