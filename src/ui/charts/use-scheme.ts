import { useComputedColorScheme } from '@mantine/core';
import type { ColorScheme } from './palette.ts';

/** The scheme in force, `auto` resolved. */
export function useScheme(): ColorScheme {
  return useComputedColorScheme('light', { getInitialValueInEffect: false });
}

export interface ChartInk {
  readonly axis: string;
  readonly grid: string;
  readonly text: string;
  readonly ground: string;
}

/** Plain colours (no CSS variables), so that an exported drawing keeps them. */
export function chartInk(scheme: ColorScheme): ChartInk {
  return scheme === 'dark'
    ? { axis: '#8a8a8a', grid: '#383838', text: '#cfcfcf', ground: '#1c1c1c' }
    : { axis: '#767676', grid: '#e4e4e4', text: '#3d3d3d', ground: '#ffffff' };
}
