/**
 * n-grams are looked up by 64 bits of hash, a code point at a time, so that no string is made for one: among a million
 * different ones two meet in about one of ten million tables.
 */
export const SEED_1 = 0x2545f491;
export const SEED_2 = 0x1b873593;

export function step1(hash: number, codePoint: number): number {
  const mixed = Math.imul(hash ^ codePoint, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

export function step2(hash: number, codePoint: number): number {
  const mixed = Math.imul((hash + codePoint) | 0, 0x85ebca77);
  return ((mixed ^ (mixed >>> 13)) + 0x165667b1) | 0;
}

const FIRST_SLOTS = 1 << 10;

/** Numbers the pairs of hashes put into it 0, 1, 2, … Open addressing, at most half full. */
export class HashIndex {
  #slots = new Int32Array(FIRST_SLOTS).fill(-1);
  #first = new Int32Array(FIRST_SLOTS / 2);
  #second = new Int32Array(FIRST_SLOTS / 2);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of a pair, or −1. */
  find(hash1: number, hash2: number): number {
    return this.#slots[this.#slotOf(hash1, hash2)] as number;
  }

  /** The number of a pair, a new one where it is not in. */
  add(hash1: number, hash2: number): number {
    const slot = this.#slotOf(hash1, hash2);
    const known = this.#slots[slot] as number;
    if (known >= 0) return known;
    const number = this.#size++;
    this.#first[number] = hash1;
    this.#second[number] = hash2;
    this.#slots[slot] = number;
    if (this.#size === this.#first.length) this.#grow();
    return number;
  }

  /** Without the others; the kept ones, ascending, are numbered anew in that order. */
  keep(numbers: readonly number[]): void {
    numbers.forEach((number, i) => {
      this.#first[i] = this.#first[number] as number;
      this.#second[i] = this.#second[number] as number;
    });
    this.#size = numbers.length;
    this.#place();
  }

  #slotOf(hash1: number, hash2: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (Math.imul(hash1, 0xc2b2ae35) ^ hash2) & mask;
    for (;;) {
      const number = slots[slot] as number;
      if (number < 0 || (this.#first[number] === hash1 && this.#second[number] === hash2)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const first = new Int32Array(this.#first.length * 2);
    const second = new Int32Array(first.length);
    first.set(this.#first);
    second.set(this.#second);
    this.#first = first;
    this.#second = second;
    this.#slots = new Int32Array(first.length * 2);
    this.#place();
  }

  #place(): void {
    this.#slots.fill(-1);
    for (let number = 0; number < this.#size; number++) {
      this.#slots[this.#slotOf(this.#first[number] as number, this.#second[number] as number)] = number;
    }
  }
}

/** The index of a list of n-grams: gram i has the number i. */
export function indexOf(grams: readonly string[]): HashIndex {
  const index = new HashIndex();
  for (const gram of grams) {
    let first = SEED_1;
    let second = SEED_2;
    for (let i = 0; i < gram.length; i++) {
      const point = gram.codePointAt(i) as number;
      if (point > 0xffff) i++;
      first = step1(first, point);
      second = step2(second, point);
    }
    index.add(first, second);
  }
  return index;
}
