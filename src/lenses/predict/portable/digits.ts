/** Numbers written in base 64 with a fixed count of digits, the first one weighing most: short, and deflated well. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Most digits a number: 2 ** 48 is still exact. */
export const MOST_DIGITS = 8;

const VALUES = new Uint8Array(128);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

export function writeDigits(value: number, width: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < width; i++) {
    text = (ALPHABET[rest % 64] as string) + text;
    rest = Math.floor(rest / 64);
  }
  return text;
}

/** Digits that write every whole number from 0 to `largest`. */
export function digitsFor(largest: number): number {
  let width = 1;
  while (64 ** width <= largest) width++;
  return width;
}

/** The number at position `index` of numbers of `width` digits. */
export function readDigits(text: string, index: number, width: number): number {
  let value = 0;
  for (let at = index * width; at < (index + 1) * width; at++)
    value = 64 * value + (VALUES[text.charCodeAt(at)] as number);
  return value;
}

/** What leaves are moved by. */
export const halfOf = (width: number): number => 64 ** width / 2;
