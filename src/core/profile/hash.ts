/**
 * Hashes for finding equal rows, columns and texts: two lanes of MurmurHash3 (Austin Appleby, x86 32 bit) with
 * different starts, read as one number of 53 bits. Not for adversaries: who builds collisions spoils their own counts.
 */
export const START_A = 0x2f0b4c47;
export const START_B = 0x9e3779b9 | 0;

/** Takes one 32-bit word into a lane. */
export function mixWord(lane: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const mixed = lane ^ Math.imul(k, 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(lane: number): number {
  let h = lane ^ (lane >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Both lanes as a whole number below 2^53. */
export const hashOfLanes = (a: number, b: number): number => finish(a) * 0x200000 + (finish(b) >>> 11);

/** Of the bytes [start, end). */
export function hashOfBytes(bytes: Uint8Array, start: number, end: number): number {
  let a = START_A;
  let b = START_B;
  for (let i = start; i < end; i += 4) {
    let word = 0;
    for (let j = Math.min(end, i + 4) - 1; j >= i; j--) word = (word << 8) | (bytes[j] as number);
    a = mixWord(a, word);
    b = mixWord(b, word);
  }
  return hashOfLanes(a ^ (end - start), b ^ (end - start));
}
