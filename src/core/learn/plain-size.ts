/** About how many bytes plain data takes: typed arrays exactly, text at two bytes a character, a number eight. */
export function plainSize(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 2 * value.length;
    case 'number':
      return 8;
    case 'boolean':
      return 4;
    case 'object': {
      if (value === null) return 4;
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
      if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + plainSize(item), 0);
      return Object.entries(value).reduce((sum, [key, item]) => sum + 2 * key.length + plainSize(item), 0);
    }
    case 'undefined':
    case 'function':
    case 'bigint':
    case 'symbol':
      return 0;
  }
}
