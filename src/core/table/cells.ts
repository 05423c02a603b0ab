import type { Column, NumberColumn } from './column.ts';
import { textReader } from './text.ts';

/** The cell as a person would write it, or null where it is missing; pictures have no words. For loops over rows use `cellReader`. */
export function cellText(column: Column, row: number): string | null {
  return cellReader(column)(row);
}

/** `cellText` prepared for many rows of one column. */
export function cellReader(column: Column): (row: number) => string | null {
  switch (column.kind) {
    case 'number':
      return (row) => numberText(column.values[row] as number, column);
    case 'date':
      return (row) => dateText(column.values[row] as number, column.hasTime);
    case 'category':
      return (row) => {
        const code = column.codes[row] as number;
        return code < 0 ? null : (column.levels[code] as string);
      };
    case 'text':
      return textReader(column);
    case 'image':
      return () => null;
  }
}

/** `12.5%`, `€12.5`, `-€12.5` or `12.5`; always with a decimal point and no thousands marks, so that it reads back. */
export function numberText(value: number, format: Pick<NumberColumn, 'format' | 'currency'>): string | null {
  if (Number.isNaN(value)) return null;
  switch (format.format ?? 'plain') {
    case 'percent':
      // 15 digits: 0.07 × 100 must not be written as 7.000000000000001.
      return `${Number((value * 100).toPrecision(15))}%`;
    case 'currency':
      return `${value < 0 ? '-' : ''}${format.currency ?? ''}${Math.abs(value)}`;
    case 'plain':
      return Object.is(value, -0) ? '0' : String(value);
  }
}

/** ISO 8601 with a space: `2024-03-01` or `2024-03-01 10:20:30`, with `.123` where there are milliseconds. */
export function dateText(ms: number, hasTime: boolean): string | null {
  if (Number.isNaN(ms)) return null;
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return null;
  const iso = date.toISOString();
  if (!hasTime) return iso.slice(0, iso.indexOf('T'));
  return iso.replace('T', ' ').replace(/(?:\.000)?Z$/, '');
}
