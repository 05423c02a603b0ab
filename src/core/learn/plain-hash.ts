/** Tells plain data apart by 64 bits: enough against mistakes and damage, not against people who mean harm. */
export interface PlainHash {
  /** Fields count whatever their order, undefined ones not at all; every NaN in a Float64Array is the same. */
  add(value: unknown): void;
  /** Of all that was added, as sixteen hex digits. */
  hex(): string;
}

/** Two lanes of the 128-bit MurmurHash3 for 32-bit machines (Appleby 2011), without what it does between them. */
export function createPlainHash(): PlainHash {
  let a = 0;
  let b = 0;
  let count = 0;

  const word = (value: number): void => {
    count++;
    let k = Math.imul(value, 0x239b961b);
    a ^= Math.imul((k << 15) | (k >>> 17), 0xab0e9789);
    a = (Math.imul((a << 19) | (a >>> 13), 5) + 0x561ccd1b) | 0;
    k = Math.imul(value, 0xab0e9789);
    b ^= Math.imul((k << 16) | (k >>> 16), 0x38b34ae5);
    b = (Math.imul((b << 17) | (b >>> 15), 5) + 0x0bcaa747) | 0;
  };

  const text = (value: string): void => {
    word(value.length);
    for (let i = 0; i < value.length; i++) word(value.charCodeAt(i));
  };

  /** Which bits a NaN has is up to the browser: each counts as the one that is read from an empty array. */
  const doubles = (values: Float64Array): void => {
    const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
    for (let i = 0; i < values.length; i++) {
      const isNumber = values[i] === values[i];
      word(isNumber ? (words[2 * i] as number) : 0);
      word(isNumber ? (words[2 * i + 1] as number) : 0x7ff80000);
    }
  };

  const bytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView): void => {
    const isAligned = byteOffset % 4 === 0;
    const start = isAligned ? byteOffset : 0;
    const from = isAligned ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
    for (const value of new Int32Array(from, start, byteLength >> 2)) word(value);
    for (const value of new Uint8Array(from, start + (byteLength & ~3), byteLength & 3)) word(value);
  };

  const object = (value: object): void => {
    if (Array.isArray(value)) {
      text('list');
      word(value.length);
      for (const item of value) add(item);
    } else if (ArrayBuffer.isView(value)) {
      text(value.constructor.name);
      word(value.byteLength);
      if (value instanceof Float64Array) doubles(value);
      else bytes(value);
    } else {
      const fields = Object.entries(value).filter(([, field]) => field !== undefined);
      text('fields');
      word(fields.length);
      for (const [key, field] of fields.toSorted(([one], [other]) => (one < other ? -1 : 1))) {
        text(key);
        add(field);
      }
    }
  };

  const add = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) return object(value);
    text(typeof value);
    if (typeof value === 'number') doubles(Float64Array.of(value));
    else text(String(value));
  };

  return {
    add,
    hex: () => [finish(a ^ count), finish(b ^ count)].map((lane) => lane.toString(16).padStart(8, '0')).join(''),
  };
}

/** Spreads every bit over all others. */
function finish(lane: number): number {
  let h = lane ^ (lane >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
