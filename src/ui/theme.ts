import { createTheme, type CSSVariablesResolver, type MantineColorsTuple, rem } from '@mantine/core';

/** One accent, petrol: shade 8 on white reads at 5.9 : 1, shade 4 on the dark ground at 6.5 : 1. */
const accent: MantineColorsTuple = [
  '#e9f5f6',
  '#d3e9eb',
  '#a5d2d6',
  '#76bbc2',
  '#52a9b2',
  '#3a9da7',
  '#2a94a0',
  '#19818c',
  '#0f6a73',
  '#06555d',
];

/** Greys without a tint, 0 lightest. */
const gray: MantineColorsTuple = [
  '#f8f8f8',
  '#f1f1f1',
  '#e6e6e6',
  '#d6d6d6',
  '#bdbdbd',
  '#9a9a9a',
  '#767676',
  '#5c5c5c',
  '#3d3d3d',
  '#262626',
];

const dark: MantineColorsTuple = [
  '#e2e2e2',
  '#c9c9c9',
  '#a8a8a8',
  '#828282',
  '#5a5a5a',
  '#434343',
  '#323232',
  '#252525',
  '#1b1b1b',
  '#131313',
];

/** Spacing in steps of 4 px, type in 12 14 16 20 28 36; components take both from here alone. */
export const theme = createTheme({
  colors: { accent, gray, dark },
  primaryColor: 'accent',
  primaryShade: 8,
  defaultRadius: 'md',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "PingFang SC", "Microsoft YaHei", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: rem(12), sm: rem(14), md: rem(16), lg: rem(20), xl: rem(28) },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.4', xl: '1.25' },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  radius: { xs: rem(2), sm: rem(4), md: rem(6), lg: rem(10), xl: rem(16) },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(28), lineHeight: '1.25' },
      h2: { fontSize: rem(20), lineHeight: '1.35' },
      h3: { fontSize: rem(16), lineHeight: '1.4' },
      h4: { fontSize: rem(14), lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // Long words wrap inside a button rather than out of a narrow page.
    Button: {
      styles: {
        root: {
          display: 'inline-flex',
          alignItems: 'center',
          justifyContent: 'center',
          height: 'auto',
          minHeight: 'var(--button-height)',
          maxWidth: '100%',
          paddingBlock: rem(2),
        },
        label: { whiteSpace: 'normal', height: 'auto', lineHeight: 1.3, overflow: 'visible' },
      },
    },
    // Its words would fade behind a change of theme, and be unreadable meanwhile.
    SegmentedControl: { defaultProps: { transitionDuration: 0 } },
    Modal: { defaultProps: { transitionProps: { duration: 0 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 0 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'md' } },
    Menu: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'md' } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 }, multiline: true, maw: 280 } },
    // The accent's filled shade is too dim for a line on the dark ground.
    Tabs: { vars: () => ({ root: { '--tabs-color': 'var(--sg-mark)' } }) },
    Skeleton: { defaultProps: { animate: false } },
  },
});

/** Tokens that Mantine has no name for: quiet text that still reads at 4.5 : 1, hairlines, the three levels. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--sg-reading': rem(720), '--sg-wide': rem(1120) },
  light: {
    '--mantine-color-dimmed': '#5c5c5c',
    '--mantine-color-error': '#b3261e',
    '--sg-line': '#e0e0e0',
    '--sg-quiet': '#f6f6f6',
    '--sg-panel': '#ffffff',
    '--sg-note': '#4a4a4a',
    '--sg-careful': '#8a5300',
    '--sg-stop': '#b3261e',
    '--sg-good': '#1b6e3c',
    '--sg-mark': '#0f6a73',
  },
  dark: {
    '--mantine-color-dimmed': '#a8a8a8',
    '--mantine-color-error': '#ff8a80',
    '--mantine-color-body': '#171717',
    '--sg-line': '#363636',
    '--sg-quiet': '#1f1f1f',
    '--sg-panel': '#1c1c1c',
    '--sg-note': '#c9c9c9',
    '--sg-careful': '#f0b45a',
    '--sg-stop': '#ff8a80',
    '--sg-good': '#7fce9b',
    '--sg-mark': '#52a9b2',
  },
});
