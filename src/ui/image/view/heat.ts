import type { PictureReading } from '../../../lenses/image/types.ts';

type Heat = NonNullable<PictureReading['heat']>;

/** How a map was made, of a blend of both kinds: both. */
export function heatFrom({ heatFrom: ways = [] }: PictureReading): 'grad-cam' | 'weights' | 'both' {
  const [first = 'grad-cam'] = ways;
  return ways.length > 1 ? 'both' : first;
}

const PLACES = [
  'top-left',
  'top',
  'top-right',
  'left',
  'middle',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const;
export type Place = (typeof PLACES)[number];

/** Where most of what counted lies: a ninth of the picture and its share of the weight; all over it; or nowhere. */
export type HeatSaid =
  | { readonly kind: 'place'; readonly place: Place; readonly share: number }
  | { readonly kind: 'even' }
  | { readonly kind: 'nothing' };

/** Of nine ninths one has 11 % by itself; below this much no one stands out. */
const STANDS_OUT = 0.18;

const third = (at: number, length: number): number => Math.min(2, Math.floor(((at + 0.5) / length) * 3));

/** Puts a heat map into words, for those who cannot see it. */
export function heatSaid({ height, width, values }: Heat): HeatSaid {
  const sums = new Float64Array(PLACES.length);
  let whole = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = Math.max(0, values[y * width + x] as number);
      const place = 3 * third(y, height) + third(x, width);
      sums[place] = (sums[place] as number) + value;
      whole += value;
    }
  }
  if (!(whole > 0)) return { kind: 'nothing' };
  const most = Math.max(...sums);
  const share = most / whole;
  if (share < STANDS_OUT) return { kind: 'even' };
  return { kind: 'place', place: PLACES[sums.indexOf(most)] as Place, share };
}

/** Orange, as the colour-blind-safe set has it: the more it counted, the less the picture shows through. */
const INK = [230, 120, 0] as const;
const MOST_OPAQUE = 0.85;

/** The map as pixels to be laid over the picture, four bytes each. */
export function heatPixels({ values }: Heat): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(values.length * 4);
  values.forEach((value, i) => {
    rgba.set(INK, 4 * i);
    rgba[4 * i + 3] = 255 * MOST_OPAQUE * Math.min(1, Math.max(0, value));
  });
  return rgba;
}
