/**
 * Okabe–Ito, told apart by people with any common colour blindness, each darkened (light ground) or lightened (dark
 * ground) until it stands at 3 : 1 or better against the page. Yellow is left for last: it is the weakest on white.
 */
const LIGHT = ['#0072b2', '#c25400', '#00805d', '#b0608e', '#2f7fb3', '#a67300', '#525252', '#8a7d00'] as const;
const DARK = ['#4aa8de', '#f08a3c', '#2fc49a', '#dd9bc3', '#8cc9ee', '#f0b429', '#b5b5b5', '#e8df5a'] as const;

export type ColorScheme = 'light' | 'dark';

/** Colour of the n-th category; repeats after eight. */
export function categoryColor(index: number, scheme: ColorScheme): string {
  const palette = scheme === 'dark' ? DARK : LIGHT;
  return palette[((index % palette.length) + palette.length) % palette.length] as string;
}

/**
 * The same column has the same colour on every chart: its place among the columns of the table decides.
 * Columns that are not in the table get the neutral grey.
 */
export function columnColor(column: string, columns: readonly string[], scheme: ColorScheme): string {
  const index = columns.indexOf(column);
  return index < 0 ? categoryColor(6, scheme) : categoryColor(index === 6 ? 7 : index, scheme);
}

/** Roles that keep their colour everywhere: what the model says, what it is compared with, and the two ways of being wrong. */
export interface RoleColors {
  readonly model: string;
  readonly baseline: string;
  readonly actual: string;
  readonly hit: string;
  readonly miss: string;
  readonly falseAlarm: string;
  readonly quiet: string;
}

export function roleColors(scheme: ColorScheme): RoleColors {
  const color = (index: number) => categoryColor(index, scheme);
  return {
    model: color(0),
    baseline: color(6),
    actual: color(2),
    hit: color(0),
    miss: color(1),
    falseAlarm: color(5),
    quiet: scheme === 'dark' ? '#4a4a4a' : '#d0d0d0',
  };
}

/** Ground of a heat cell, 0 … 1: one hue, light to dark (dark to light on dark), so that grey print keeps the order. */
export function heatColor(share: number, scheme: ColorScheme): string {
  const s = Math.min(1, Math.max(0, share));
  const [from, to] =
    scheme === 'dark'
      ? [
          [32, 38, 44],
          [110, 190, 235],
        ]
      : [
          [246, 249, 251],
          [0, 92, 150],
        ];
  const mix = (i: number) => Math.round((from?.[i] ?? 0) + ((to?.[i] ?? 0) - (from?.[i] ?? 0)) * s);
  return `rgb(${mix(0)}, ${mix(1)}, ${mix(2)})`;
}

/** Ink that reads on `heatColor(share)`. */
export function heatInk(share: number, scheme: ColorScheme): string {
  if (scheme === 'dark') return share > 0.5 ? '#101010' : '#ededed';
  return share > 0.5 ? '#ffffff' : '#1d1d1d';
}
