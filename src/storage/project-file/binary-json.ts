import { Refused } from '../../core/refused.ts';
import { HOSTILE_KEYS, MOST_DEPTH } from '../untrusted/json.ts';

/**
 * Plain data as JSON, with its typed arrays apart in one binary part. In the JSON an object with the key `$` stands for
 * what JSON has no word for:
 *
 *   { "$": "Float64Array", "at": 0, "length": 3 }   elements in the binary part, little-endian, from a multiple of 8 on
 *   { "$": "number", "is": "NaN" }                  also Infinity, -Infinity, -0
 *   { "$": "undefined" }
 *   { "$": "object", "entries": [[key, value], …] }  an object with the key `$` or one that reaches a prototype
 *
 * Arrays lie in the order in which the JSON names them, without gaps but for the alignment and without overlap.
 */
const TAG = '$';
const ALIGNMENT = 8;

const ARRAYS = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
} as const;
type ArrayName = keyof typeof ARRAYS;
type PlainArray = InstanceType<(typeof ARRAYS)[ArrayName]>;

const isArrayName = (name: unknown): name is ArrayName => typeof name === 'string' && Object.hasOwn(ARRAYS, name);

const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

export interface BinaryJson {
  readonly json: string;
  /** Pieces of the binary part, in order. */
  readonly binary: readonly Uint8Array<ArrayBuffer>[];
  readonly byteLength: number;
}

const align = (at: number): number => Math.ceil(at / ALIGNMENT) * ALIGNMENT;
const special = (is: string): object => ({ [TAG]: 'number', is });

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/**
 * @throws TypeError for what is not plain data (Map, Date, function, class instance, bigint, a circle): the caller's error
 */
export function toBinaryJson(value: unknown): BinaryJson {
  const binary: Uint8Array<ArrayBuffer>[] = [];
  let end = 0;

  const array = (name: ArrayName, values: PlainArray): object => {
    const gap = align(end) - end;
    if (gap > 0) binary.push(new Uint8Array(gap));
    const at = end + gap;
    // A copy: what is written must not change while it waits, and may lie in shared memory.
    binary.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice());
    end = at + values.byteLength;
    return { [TAG]: name, at, length: values.length };
  };

  const write = (item: unknown, depth: number): unknown => {
    // Entries of an escaped object lie two levels deeper than the object itself.
    if (depth > MOST_DEPTH / 3) throw new TypeError('Too deep, or a circle.');
    switch (typeof item) {
      case 'string':
      case 'boolean':
        return item;
      case 'number':
        if (Number.isFinite(item) && !Object.is(item, -0)) return item;
        return special(Object.is(item, -0) ? '-0' : String(item));
      case 'undefined':
        return { [TAG]: 'undefined' };
      case 'object':
        break;
      default:
        throw new TypeError(`A ${typeof item} is not plain data.`);
    }
    if (item === null) return null;
    if (Array.isArray(item)) return Array.from(item, (each: unknown) => write(each, depth + 1));
    const name = Object.prototype.toString.call(item).slice('[object '.length, -1);
    if (ArrayBuffer.isView(item) && isArrayName(name)) return array(name, item as PlainArray);
    if (!isPlain(item)) throw new TypeError(`${name} is not plain data.`);
    const entries = Object.entries(item).map(([key, each]) => [key, write(each, depth + 1)] as const);
    const escaped = entries.some(([key]) => key === TAG || HOSTILE_KEYS.has(key));
    return escaped ? { [TAG]: 'object', entries } : Object.fromEntries(entries);
  };

  const json = JSON.stringify(write(value, 0));
  return { json, binary, byteLength: end };
}

/** Each entry becomes a property of the object's own, `__proto__` too. */
const own = (entries: readonly (readonly [string, unknown])[]): object => Object.fromEntries(entries);

const integer = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Refused('not a count');
  return value;
};

/**
 * The data again. `value` is what `parseUntrusted` made of the JSON.
 * @throws Refused where tags are unknown, or arrays lie outside the binary part, overlap or leave bytes over
 */
export function fromBinaryJson(value: unknown, binary: Uint8Array<ArrayBuffer>): unknown {
  let end = 0;

  const array = (name: ArrayName, at: number, length: number): PlainArray => {
    const Type = ARRAYS[name];
    const byteLength = length * Type.BYTES_PER_ELEMENT;
    if (at !== align(end) || at + byteLength > binary.byteLength) throw new Refused('an array outside its part');
    end = at + byteLength;
    const start = binary.byteOffset + at;
    return new Type(binary.buffer.slice(start, start + byteLength));
  };

  const tagged = (item: Readonly<Record<string, unknown>>): unknown => {
    const { [TAG]: tag, at, length, is, entries, ...rest } = item;
    if (Object.keys(rest).length > 0) throw new Refused('an unknown field beside a tag');
    if (isArrayName(tag)) return array(tag, integer(at), integer(length));
    if (tag === 'undefined') return undefined;
    if (tag === 'number' && typeof is === 'string' && SPECIAL.has(is)) return SPECIAL.get(is);
    if (tag !== 'object' || !Array.isArray(entries)) throw new Refused('an unknown tag');
    return own(
      entries.map((entry: unknown) => {
        if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string') throw new Refused('no entry');
        return [entry[0], read(entry[1])];
      }),
    );
  };

  const read = (item: unknown): unknown => {
    if (typeof item !== 'object' || item === null) return item;
    if (Array.isArray(item)) return item.map(read);
    if (Object.hasOwn(item, TAG)) return tagged(item as Readonly<Record<string, unknown>>);
    return own(Object.entries(item).map(([key, each]) => [key, read(each)]));
  };

  const result = read(value);
  if (end !== binary.byteLength) throw new Refused('bytes that belong to nothing');
  return result;
}
