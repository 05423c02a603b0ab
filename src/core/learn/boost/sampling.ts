import type { Random } from '../../random.ts';

/** `wanted` of 0 … total − 1 without replacement, rising (selection sampling), and those left over. */
export function drawRows(total: number, wanted: number, random: Random): { drawn: Int32Array; rest: Int32Array } {
  const drawn = new Int32Array(wanted);
  const rest = new Int32Array(total - wanted);
  let taken = 0;
  for (let i = 0; i < total; i++) {
    if (random.next() * (total - i) < wanted - taken) drawn[taken++] = i;
    else rest[i - taken] = i;
  }
  return { drawn, rest };
}

/** How many of `total` a share stands for: at least one. */
export const shareOf = (share: number, total: number): number =>
  Math.min(total, Math.max(1, Math.round(share * total)));
