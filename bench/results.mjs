// Words and tables for what the benchmarks found: printed, and as bench/results.md.

/** Seconds, or milliseconds where there are few. */
const duration = (seconds) =>
  !Number.isFinite(seconds) ? '–' : seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(2)} s`;

const ratio = (value) => (Number.isFinite(value) ? `${value.toFixed(2)} ×` : '–');

/** Wall-clock beyond this many processor seconds: a side that needs one core did not have it to itself. */
const SHARED = 1.2;

/**
 * Judged by wall-clock time; by processor time where the machine had other work and either side had to wait for it.
 * For sides of one thread only: those are the ones that a promise is about.
 */
function judge(side, ours) {
  const busy = [side, ours].some(({ seconds, cpuSeconds }) => seconds > SHARED * cpuSeconds);
  return { busy, holds: (busy ? side.cpuRatio : side.wallRatio) <= side.promise };
}

function verdict(side, ours) {
  if (side.promise === undefined) return '';
  const { busy, holds: kept } = judge(side, ours);
  return `≤ ${side.promise} ×: ${kept ? 'holds' : 'DOES NOT HOLD'}${busy ? ' (by processor)' : ''}`;
}

const isOurs = (side) => side.name.startsWith('Sightglass');

/** Each side with ours that it was measured with: the one before it. */
const pairs = (sides) => sides.map((side, s) => ({ side, ours: sides.slice(0, s + 1).findLast(isOurs) }));

const HEAD = ['', 'time', 'from … to', 'processor', 'ours / theirs', 'by processor', 'promise'];

function cells({ side, ours }) {
  const isPeer = side !== ours;
  return [
    side.name,
    duration(side.seconds),
    side.spread.map(duration).join(' … '),
    duration(side.cpuSeconds),
    isPeer ? ratio(side.wallRatio) : '',
    isPeer ? ratio(side.cpuRatio) : '',
    verdict(side, ours),
  ];
}

/** A Markdown table with columns padded, so that it reads as well in a terminal. */
function table(rows) {
  const widths = rows[0].map((_, c) => Math.max(3, ...rows.map((row) => row[c].length)));
  const line = (row) => `| ${row.map((cell, c) => cell.padEnd(widths[c])).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n');
}

const check = ({ name, holds }) => `- ${holds ? 'holds' : 'DOES NOT HOLD'}: ${name}`;

/**
 * One benchmark's section.
 * @param {string} title
 * @param {{ sides?: object[], table?: string[][], checks?: { name: string, holds: boolean }[], notes?: string[],
 *   absent?: string[] } | { error: string }} result
 */
export function section(title, result) {
  const parts = [`## ${title}`];
  if ('error' in result) return [...parts, `Failed: ${result.error}`].join('\n\n');
  if (result.sides) parts.push(table([HEAD, ...pairs(result.sides).map(cells)]));
  if (result.table) parts.push(table(result.table));
  if (result.checks?.length) parts.push(result.checks.map(check).join('\n'));
  if (result.absent?.length)
    parts.push(`Not on this machine, so not compared: ${[...new Set(result.absent)].join(', ')}.`);
  if (result.notes?.length) parts.push(result.notes.join(' '));
  return parts.join('\n\n');
}

/** Whether everything promised holds. */
export const holds = (result) =>
  !('error' in result) &&
  pairs(result.sides ?? []).every(({ side, ours }) => side.promise === undefined || judge(side, ours).holds) &&
  (result.checks ?? []).every((one) => one.holds);
