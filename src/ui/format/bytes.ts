const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `812 byte`, `1.2 MB`: decimal units, three significant digits. */
export function formatBytes(locale: string, bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** step);
}
