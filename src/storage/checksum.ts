/** CRC-32 as zlib computes it (IEEE 802.3, reflected, polynomial 0xEDB88320), a byte a step. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** Text is hashed in pieces of about this many characters, so that a large record needs no second copy of itself. */
const PIECE = 1 << 16;

class Crc {
  private value = 0xffffffff;
  private text = '';
  private readonly encoder = new TextEncoder();

  bytes(bytes: Uint8Array): void {
    this.flush();
    this.update(bytes);
  }

  write(text: string): void {
    this.text += text;
    if (this.text.length > PIECE) this.flush();
  }

  end(): number {
    this.flush();
    return (this.value ^ 0xffffffff) >>> 0;
  }

  private flush(): void {
    if (this.text === '') return;
    const bytes = this.encoder.encode(this.text);
    this.text = '';
    this.update(bytes);
  }

  private update(bytes: Uint8Array): void {
    let value = this.value;
    for (let i = 0; i < bytes.length; i++) {
      value = (TABLE[(value ^ (bytes[i] as number)) & 0xff] as number) ^ (value >>> 8);
    }
    this.value = value;
  }
}

function writeBytes(crc: Crc, kind: string, bytes: Uint8Array): void {
  crc.write(`${kind}(${bytes.byteLength})`);
  crc.bytes(bytes);
}

function writeList(crc: Crc, items: Iterable<unknown>): void {
  crc.write('[');
  let isFirst = true;
  for (const item of items) {
    if (!isFirst) crc.write(',');
    isFirst = false;
    writeValue(crc, item);
  }
  crc.write(']');
}

function writeFields(crc: Crc, value: object): void {
  crc.write('{');
  let isFirst = true;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  for (const key of Object.keys(fields).toSorted()) {
    if (fields[key] === undefined) continue;
    crc.write(`${isFirst ? '' : ','}${JSON.stringify(key)}:`);
    isFirst = false;
    writeValue(crc, fields[key]);
  }
  crc.write('}');
}

function writeObject(crc: Crc, value: object): void {
  if (Array.isArray(value)) return writeList(crc, value);
  if (value instanceof ArrayBuffer) return writeBytes(crc, 'ArrayBuffer', new Uint8Array(value));
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return writeBytes(crc, value.constructor.name, bytes);
  }
  if (value instanceof Blob) return crc.write(`Blob(${value.size})`);
  if (value instanceof Date) return crc.write(`Date(${value.getTime()})`);
  if (value instanceof Map || value instanceof Set) {
    crc.write(value.constructor.name);
    return writeList(crc, value);
  }
  writeFields(crc, value);
}

function writeValue(crc: Crc, value: unknown): void {
  switch (typeof value) {
    case 'string':
      return crc.write(JSON.stringify(value));
    case 'number':
    case 'boolean':
      return crc.write(String(value));
    case 'bigint':
      return crc.write(`${value}n`);
    case 'object':
      return value === null ? crc.write('null') : writeObject(crc, value);
    case 'undefined':
    case 'function':
    case 'symbol':
      return crc.write('null');
  }
}

/**
 * CRC-32 of plain data in a canonical form, as eight hex digits: JSON with sorted keys and no spaces, in UTF-8; typed
 * arrays as their kind, length and bytes; of a Blob its length alone. Absent and undefined fields count the same.
 */
export function checksum(value: unknown): string {
  const crc = new Crc();
  writeValue(crc, value);
  return crc.end().toString(16).padStart(8, '0');
}
