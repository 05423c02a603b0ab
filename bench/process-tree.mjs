// What a process's children take, as the system counts it: the browser is several processes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc; 100 on every Linux that Node runs on. */
const TICKS = 100;

/** Fields of /proc/<pid>/stat behind the name, which may hold blanks; undefined once the process has ended. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return undefined;
  }
}

/** @param {number} root @returns {{ pid: number, stat: string[] }[]} all processes below it; none where /proc is absent */
function below(root) {
  if (!existsSync('/proc/self/stat')) return [];
  const stats = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    if (stat) stats.set(Number(name), stat);
  }
  const parent = (pid) => Number(stats.get(pid)?.[1] ?? 0);
  const isBelow = (pid) => pid !== 0 && (parent(pid) === root || isBelow(parent(pid)));
  return [...stats].filter(([pid]) => isBelow(pid)).map(([pid, stat]) => ({ pid, stat }));
}

/**
 * Processor seconds that the children of a process have used so far, all their threads together.
 * @param {number} root process id
 * @param {(command: string) => boolean} wanted by the command line; all when left out
 * @returns {number} NaN where /proc is absent
 */
export function cpuSecondsBelow(root, wanted = () => true) {
  const processes = below(root).filter(({ pid }) => wanted(commandOf(pid)));
  if (processes.length === 0) return NaN;
  return processes.reduce((sum, { stat }) => sum + (Number(stat[11]) + Number(stat[12])) / TICKS, 0);
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** Memory of the children of a process in bytes, shared pages shared out among them; 0 where /proc is absent. */
export function memoryBelow(root) {
  let total = 0;
  for (const { pid } of below(root)) {
    try {
      const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      total += Number(line?.[1] ?? 0) * 1024;
    } catch {
      // The process ended while we looked.
    }
  }
  return total;
}
