/** How the names of some columns number pixels. */
export interface Numbering {
  /** Names in pixel order: row by row from the top, the channels of a pixel side by side. */
  readonly columns: readonly string[];
  readonly side: number;
  readonly channels: 1 | 3;
  /** `pixels`: they say so; `grid`: rows and columns, or red, green and blue, are told apart; `count`: just numbered. */
  readonly evidence: 'pixels' | 'grid' | 'count';
  /** Whether the names leave open if a pixel's channels lie side by side or each channel by itself. */
  readonly planesOpen: boolean;
}

const SMALLEST = 4;
const LARGEST = 96;
const PIXEL_WORDS: ReadonlySet<string> = new Set(
  'px pix pixel pixels img image pic picture gray grey intensity'.split(' '),
);
const CHANNELS: Readonly<Record<string, 0 | 1 | 2>> = { r: 0, red: 0, g: 1, green: 1, b: 2, blue: 2 };
const COLUMN_FIRST = /^(x|c|col|column)$/;
const ROW_SECOND = /^(y|r|row)$/;

interface Parsed {
  readonly name: string;
  /** Letters in lower case, numbers as `#`, so that names of one series are alike. */
  readonly key: string;
  readonly words: readonly string[];
  readonly numbers: readonly number[];
  /** The key with the word at a place as `@`. */
  readonly without: (place: number) => string;
}

function parse(name: string): Parsed {
  const tokens =
    name
      .trim()
      .toLowerCase()
      .match(/\d+|\p{L}+|[^\d\p{L}]+/gu) ?? [];
  const isNumber = (token: string): boolean => /^\d/u.test(token);
  const isWord = (token: string): boolean => /^\p{L}/u.test(token);
  const write = (place: number): string => {
    let word = 0;
    return tokens.map((token) => (isNumber(token) ? '#' : isWord(token) && word++ === place ? '@' : token)).join('');
  };
  return {
    name,
    key: write(-1),
    words: tokens.filter(isWord),
    numbers: tokens.filter(isNumber).map(Number),
    without: write,
  };
}

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

/** The side of a square picture of so many values, and its channels; undefined where there is none. */
function squareOf(count: number): { readonly side: number; readonly channels: 1 | 3 } | undefined {
  for (const channels of [1, 3] as const) {
    const side = Math.round(Math.sqrt(count / channels));
    if (side >= SMALLEST && side <= LARGEST && side * side * channels === count) return { side, channels };
  }
  return undefined;
}

/** Values of the numbers at one place of the names, ascending; undefined where one is left out. */
function axis(parsed: readonly Parsed[], place: number): readonly number[] | undefined {
  const values = [...new Set(parsed.map(({ numbers }) => numbers[place] as number))].toSorted((a, b) => a - b);
  return values.every((value, i) => value === (values[0] as number) + i) ? values : undefined;
}

/** Sorted by their numbers, the first counting most; undefined where they do not number everything exactly once. */
function inOrder(parsed: readonly Parsed[], places: readonly number[]): readonly Parsed[] | undefined {
  const axes = places.map((place) => axis(parsed, place));
  if (axes.some((one) => one === undefined)) return undefined;
  const cells = axes.reduce((product, one) => product * (one as readonly number[]).length, 1);
  if (cells !== parsed.length) return undefined;
  const at = ({ numbers }: Parsed): number =>
    places.reduce((index, place, i) => {
      const values = axes[i] as readonly number[];
      return index * values.length + (numbers[place] as number) - (values[0] as number);
    }, 0);
  const sorted: (Parsed | undefined)[] = Array.from({ length: cells });
  for (const one of parsed) sorted[at(one)] = one;
  return sorted.includes(undefined) ? undefined : (sorted as Parsed[]);
}

const sizes = (parsed: readonly Parsed[]): number[] =>
  (parsed[0]?.numbers ?? []).map((_, place) => axis(parsed, place)?.length ?? 0);

/** Places of row and column among two numbers: the row first, unless the words beside them say otherwise. */
function rowFirst(one: Parsed, first: number, second: number): [number, number] {
  const [before, between] = one.words.slice(-2);
  const swapped = COLUMN_FIRST.test(before ?? '') && ROW_SECOND.test(between ?? '');
  return swapped ? [second, first] : [first, second];
}

const evidenceOf = (one: Parsed, grid: boolean): Numbering['evidence'] =>
  one.words.some((word) => PIXEL_WORDS.has(word)) ? 'pixels' : grid ? 'grid' : 'count';

/** Three series alike but for a word that names a channel. */
function byChannelWord(all: readonly Parsed[]): Numbering | undefined {
  for (let place = 0; place < 4; place++) {
    const named = all.filter(({ words }) => CHANNELS[words[place] ?? ''] !== undefined);
    const groups = groupBy(named, ({ without }) => without(place));
    for (const group of groups.values()) {
      const planes = groupBy(group, ({ words }) => String(CHANNELS[words[place] ?? '']));
      if (planes.size !== 3) continue;
      const ordered = ['0', '1', '2'].map((channel) => greyOrder(planes.get(channel) ?? []));
      const [red, green, blue] = ordered;
      const side = red ? Math.sqrt(red.length) : 0;
      if (!red || !green || !blue || green.length !== red.length || blue.length !== red.length) continue;
      if (!Number.isInteger(side) || side < SMALLEST || side > LARGEST) continue;
      const columns = red.flatMap((one, i) => [one.name, (green[i] as Parsed).name, (blue[i] as Parsed).name]);
      return { columns, side, channels: 3, evidence: evidenceOf(red[0] as Parsed, true), planesOpen: false };
    }
  }
  return undefined;
}

/** One channel's columns in pixel order, by one running number or by row and column. */
function greyOrder(parsed: readonly Parsed[]): readonly Parsed[] | undefined {
  const [first] = parsed;
  if (!first) return undefined;
  if (first.numbers.length === 1) return inOrder(parsed, [0]);
  if (first.numbers.length !== 2) return undefined;
  const [rows, columns] = sizes(parsed);
  return rows === columns ? inOrder(parsed, rowFirst(first, 0, 1)) : undefined;
}

/** Series with row, column and channel, or pixel and channel, as numbers; or row and column alone. */
function byNumbers(parsed: readonly Parsed[]): Numbering | undefined {
  const [first] = parsed;
  const counts = sizes(parsed);
  if (!first || counts.length < 2 || counts.length > 3) return undefined;
  const evidence = evidenceOf(first, true);
  const last = counts.length - 1;
  const make = (ordered: readonly Parsed[] | undefined, side: number, channels: 1 | 3): Numbering | undefined =>
    ordered && Number.isInteger(side) && side >= SMALLEST && side <= LARGEST
      ? { columns: ordered.map(({ name }) => name), side, channels, evidence, planesOpen: false }
      : undefined;
  if (counts.length === 2 && counts[0] === counts[1]) {
    return make(inOrder(parsed, rowFirst(first, 0, 1)), counts[0] as number, 1);
  }
  // The channel comes last, or first; the rest is the pixel.
  const channelAt = counts[last] === 3 ? last : counts[0] === 3 ? 0 : -1;
  if (channelAt < 0) return undefined;
  const rest = counts.map((_, place) => place).filter((place) => place !== channelAt);
  if (rest.length === 1) {
    return make(inOrder(parsed, [rest[0] as number, channelAt]), Math.sqrt(counts[rest[0] as number] as number), 3);
  }
  const [a, b] = rest as [number, number];
  if (counts[a] !== counts[b]) return undefined;
  return make(inOrder(parsed, [...rowFirst(first, a, b), channelAt]), counts[a] as number, 3);
}

/** One running number. A label numbered along with the pixels is left out by `isLabel`. */
function byCount(parsed: readonly Parsed[], isLabel: (name: string) => boolean): Numbering | undefined {
  const [first] = parsed;
  if (!first || first.numbers.length !== 1) return undefined;
  const ordered = inOrder(parsed, [0]);
  if (!ordered) return undefined;
  const evidence = evidenceOf(first, false);
  const tries = [ordered];
  if (isLabel((ordered[0] as Parsed).name)) tries.push(ordered.slice(1));
  if (isLabel((ordered.at(-1) as Parsed).name)) tries.push(ordered.slice(0, -1));
  for (const some of tries) {
    const square = squareOf(some.length);
    if (square) {
      const columns = some.map(({ name }) => name);
      return { columns, ...square, evidence, planesOpen: square.channels === 3 };
    }
  }
  return undefined;
}

/**
 * The series among column names that numbers the pixels of a square picture of 4 to 96 pixels a side, the largest where
 * there are several: `pixel_0_0`, `pixel0`, `px_0_0_r`, `r_0_0`, `0`, `1x1`, `V1`, …
 * @param isLabel whether a column at either end of a series may be the answer rather than a pixel
 */
export function numberedPixels(names: readonly string[], isLabel: (name: string) => boolean): Numbering | undefined {
  const parsed = names.map(parse).filter(({ numbers }) => numbers.length > 0);
  const found = [byChannelWord(parsed)];
  for (const group of groupBy(parsed, ({ key }) => key).values()) {
    if (group.length < SMALLEST * SMALLEST) continue;
    found.push(byNumbers(group) ?? byCount(group, isLabel));
  }
  return found.filter((one) => one !== undefined).toSorted((a, b) => b.columns.length - a.columns.length)[0];
}
