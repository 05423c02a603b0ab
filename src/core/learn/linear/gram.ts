/**
 * Adds the products of every pair of columns to the upper triangle of `into`, two by two columns at a time: four
 * products for four loads.
 * @param block columns one after another, `stride` apart, of which the first `size` values count
 * @param into width × width, row-major; the lower triangle is not kept right
 */
export function addGram(block: Float64Array, width: number, stride: number, size: number, into: Float64Array): void {
  const even = width - (width % 2);
  for (let i = 0; i < even; i += 2) {
    const a = i * stride;
    const b = a + stride;
    for (let j = i; j < even; j += 2) {
      const c = j * stride;
      const d = c + stride;
      let ac = 0;
      let ad = 0;
      let bc = 0;
      let bd = 0;
      for (let k = 0; k < size; k++) {
        const x = block[a + k] as number;
        const y = block[b + k] as number;
        const u = block[c + k] as number;
        const v = block[d + k] as number;
        ac += x * u;
        ad += x * v;
        bc += y * u;
        bd += y * v;
      }
      const top = i * width + j;
      into[top] = (into[top] as number) + ac;
      into[top + 1] = (into[top + 1] as number) + ad;
      into[top + width] = (into[top + width] as number) + bc;
      into[top + width + 1] = (into[top + width + 1] as number) + bd;
    }
  }
  if (even < width) addLastColumn(block, width, stride, size, into);
}

function addLastColumn(block: Float64Array, width: number, stride: number, size: number, into: Float64Array): void {
  const last = (width - 1) * stride;
  for (let i = 0; i < width; i++) {
    const a = i * stride;
    let sum = 0;
    for (let k = 0; k < size; k++) sum += (block[a + k] as number) * (block[last + k] as number);
    const at = i * width + width - 1;
    into[at] = (into[at] as number) + sum;
  }
}

/** Copies the upper triangle of a square matrix to the lower one. */
export function mirrorUpper(matrix: Float64Array, width: number): void {
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) matrix[i * width + j] = matrix[j * width + i] as number;
  }
}
