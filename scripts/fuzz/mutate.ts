import type { Random } from '../../src/core/random.ts';

/** Seeded damage: to bytes, to text, to JSON. Every function leaves what it is given as it is. */

export const HTML = [
  '<script>globalThis.injected=1</script>',
  '</script><img src=x onerror="globalThis.injected=1">',
  '"><svg onload=alert(1)>',
  '<!--',
  'javascript:alert(1)',
  '{{constructor.constructor("return 1")()}}',
  '$t(app.name) {{title}}',
];

const HOSTILE_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'then', '$', 'length', ''];

const pick = <T>(random: Random, items: readonly T[]): T => items[random.integer(items.length)] as T;

const HOSTILE_VALUES: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => [],
  () => ({}),
  () => '',
  () => -1,
  () => 0,
  () => 1e308,
  () => -1e308,
  () => 5e-324,
  () => 2 ** 53,
  () => 4294967296,
  () => 0.1,
  () => true,
  (random) => pick(random, HTML),
  (random) => 'x'.repeat(random.integer(3000)),
  () => '\u0000\ud800\u202e',
  () => ['__proto__', 'constructor'],
  () => ({ length: 1e9 }),
  (random) => ({ [pick(random, HOSTILE_KEYS)]: { polluted: 1 } }),
  () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as unknown,
  () => ({ $: 'Float64Array', at: 0, length: 2 ** 40 }),
  () => ({ $: 'object', entries: [['__proto__', { polluted: 1 }]] }),
  () => ({ $: 'number', is: 'NaN' }),
  () => Array.from({ length: 2000 }, (_, i) => i),
  (random) => {
    let deep: unknown = 1;
    for (let i = random.integer(200); i > 0; i--) deep = i % 2 ? [deep] : { a: deep };
    return deep;
  },
];

/** 1 to 8 bit flips, a cut, bytes put in, taken out, doubled or overwritten. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const { length } = bytes;
  const at = random.integer(Math.max(1, length));
  const count = 1 + random.integer(16);
  const splice = (start: number, remove: number, put: Uint8Array): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + remove)]));
  const noise = (): Uint8Array => Uint8Array.from({ length: count }, () => random.integer(256));
  switch (random.integer(7)) {
    case 0:
      return bytes.slice(0, at);
    case 1:
      return splice(at, 0, noise());
    case 2:
      return splice(at, count, new Uint8Array(0));
    case 3:
      return splice(at, count, noise());
    case 4:
      return splice(at, count, bytes.slice(random.integer(length + 1)).subarray(0, count));
    case 5: {
      // The fields of a zip lie at its end.
      const late = Math.max(0, length - 1 - random.integer(2000));
      return splice(late, 4, pick(random, [Uint8Array.of(255, 255, 255, 255), new Uint8Array(4), noise()]));
    }
    default: {
      const flipped = Uint8Array.from(bytes);
      for (let i = random.integer(8); i >= 0; i--) {
        const place = random.integer(Math.max(1, length));
        if (place < length) flipped[place] = (flipped[place] ?? 0) ^ (1 << random.integer(8));
      }
      return flipped;
    }
  }
}

/** Characters cut off, put in, taken out or exchanged. */
export function mutateText(text: string, random: Random): string {
  const at = random.integer(text.length + 1);
  const count = 1 + random.integer(8);
  const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.%#/\u0000é馬<"');
  const noise = Array.from({ length: count }, () => pick(random, alphabet)).join('');
  switch (random.integer(6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + noise + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + count);
    case 3:
      return text.slice(0, at) + text.slice(random.integer(text.length + 1));
    case 4:
      return pick(random, ['', '0.', '2.', '9999.', '1.1.', '-1.', '__proto__.', pick(random, HTML)]) + text;
    default:
      return text.slice(0, at) + noise + text.slice(at + count);
  }
}

/** A random place in plain JSON: the object or array, and the key. */
function place(value: unknown, random: Random): readonly [Record<string, unknown>, string] | undefined {
  let found: readonly [Record<string, unknown>, string] | undefined;
  let at: unknown = value;
  while (typeof at === 'object' && at !== null) {
    const keys = Object.keys(at);
    if (keys.length === 0) return found;
    const key = pick(random, keys);
    found = [at as Record<string, unknown>, key];
    at = found[0][key];
    if (random.next() < 0.15) return found;
  }
  return found;
}

/** 1 to 4 places of a copy exchanged for something hostile, removed, doubled, slightly changed or named otherwise. */
export function mutateJson(value: unknown, random: Random): unknown {
  const copy: unknown = structuredClone(value);
  const times = random.next() < 0.6 ? 1 : 1 + random.integer(4);
  for (let i = 0; i < times; i++) {
    const where = place(copy, random);
    if (!where) continue;
    const [parent, key] = where;
    const old = parent[key];
    switch (random.integer(8)) {
      case 0:
        delete parent[key];
        break;
      case 1:
        if (Array.isArray(parent)) parent.push(pick(random, HOSTILE_VALUES)(random));
        else
          Object.defineProperty(parent, pick(random, HOSTILE_KEYS), {
            value: pick(random, HOSTILE_VALUES)(random),
            enumerable: true,
            configurable: true,
            writable: true,
          });
        break;
      case 2:
      case 3:
      case 4:
        if (Array.isArray(old)) parent[key] = [...(old as unknown[]), ...(old as unknown[])].slice(random.integer(3));
        else if (typeof old === 'string') parent[key] = old + pick(random, HTML);
        else if (typeof old === 'number')
          parent[key] = pick(random, [-old, old + 1, old * 1e6, Math.round(old), 1 / old]);
        else parent[key] = [old];
        break;
      default:
        parent[key] = pick(random, HOSTILE_VALUES)(random);
    }
  }
  return copy;
}
