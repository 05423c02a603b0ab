// Records as browsers keep them, written down as JSON: test/golden/saved/database-v<n>.json holds all that one small
// project left in a database of version n, store by store, as [key, value].

type Saved = Readonly<Record<string, readonly (readonly [string, unknown])[]>>;

const ARRAYS = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array } as const;
type ArrayName = keyof typeof ARRAYS;

async function encodeValue(value: unknown): Promise<unknown> {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Blob) return { $blob: await value.text() };
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { $array: value.constructor.name, bytes: btoa(String.fromCharCode(...bytes)) };
  }
  if (Array.isArray(value)) return Promise.all(value.map(encodeValue));
  const fields = await Promise.all(Object.entries(value).map(async ([key, item]) => [key, await encodeValue(item)]));
  return Object.fromEntries(fields);
}

function decodeValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(decodeValue);
  const special = value as { $number?: string; $blob?: string; $array?: ArrayName; bytes?: string };
  if (special.$number !== undefined) return Number(special.$number);
  if (special.$blob !== undefined) return new Blob([special.$blob]);
  if (special.$array !== undefined) {
    const bytes = Uint8Array.from(atob(special.bytes ?? ''), (char) => char.charCodeAt(0));
    return new ARRAYS[special.$array](bytes.buffer);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decodeValue(item)]));
}

/** @param stores of each store its records by key */
export async function encodeSaved(stores: Saved): Promise<string> {
  return `${JSON.stringify(await encodeValue(stores))}\n`;
}

export const decodeSaved = (text: string): Saved => decodeValue(JSON.parse(text)) as Saved;
