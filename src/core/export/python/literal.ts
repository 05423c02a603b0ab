/** A Python expression, put into the script as it stands. Only writers make it, never out of words of a file. */
export interface PythonCode {
  readonly code: string;
}

/** What can be written as a Python literal. Entries of an object are in their order. */
export type PythonValue =
  null | boolean | number | string | PythonCode | readonly PythonValue[] | { readonly [key: string]: PythonValue };

const isCode = (value: object): value is PythonCode =>
  'code' in value && typeof value.code === 'string' && Object.keys(value).length === 1;

/**
 * Characters that no source should hold as they are: controls, half surrogates, line separators, and invisible ones,
 * with some of which a line can be made to look like another.
 */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(character: string): string {
  const point = character.codePointAt(0) as number;
  const digits = point.toString(16);
  return point > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

/** Any text as it may stand between double quotes, one or three, in Python. */
export const insideQuotes = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replace(HIDDEN, escaped);

/** A Python string literal that means exactly `text`, whatever is in it. */
export const pythonString = (text: string): string => `"${insideQuotes(text)}"`;

/** Whole numbers beyond this are no exact integers: they are written as floats, which they are. */
function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return value > 0 ? 'float("inf")' : 'float("-inf")';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? `${text}.0` : text;
}

const WIDTH = 100;
const INDENT = '    ';

/**
 * The value as a Python literal: on one line where it fits, else an entry a line.
 * @param depth how far the line that it stands on is indented, in steps of four
 */
export function pythonLiteral(value: PythonValue, depth = 0): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return pythonNumber(value);
  if (typeof value === 'string') return pythonString(value);
  if (Array.isArray(value)) {
    return bracketed('[', ']', value as readonly PythonValue[], depth, (item, at) => pythonLiteral(item, at));
  }
  if (isCode(value)) return value.code;
  const entries = Object.entries(value as Readonly<Record<string, PythonValue>>);
  return bracketed('{', '}', entries, depth, ([key, item], at) => `${pythonString(key)}: ${pythonLiteral(item, at)}`);
}

function bracketed<Item>(
  open: string,
  close: string,
  items: readonly Item[],
  depth: number,
  write: (item: Item, depth: number) => string,
): string {
  const short = items.map((item) => write(item, depth + 1));
  const oneLine = open + short.join(', ') + close;
  if (!oneLine.includes('\n') && oneLine.length + depth * INDENT.length <= WIDTH) return oneLine;
  const lines = short.map((item) => `${INDENT.repeat(depth + 1)}${item},\n`);
  return `${open}\n${lines.join('')}${INDENT.repeat(depth)}${close}`;
}
