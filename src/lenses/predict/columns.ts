import { quantileSorted } from '../../core/stats/descriptive.ts';
import { columnLength, type Column } from '../../core/table/column.ts';
import { missingPictures } from '../../core/table/pictures.ts';
import { textAt } from '../../core/table/text.ts';
import type { ModelColumn } from './model.ts';

/** Levels that a model remembers a column by; rarer ones only matter to a form and to drift, where these suffice. */
export const MOST_LEVELS = 1_000;

/** What a model keeps of a column it wants: enough for a form, for checks and for drift. No row of the data. */
export function describeColumn(column: Column): ModelColumn {
  switch (column.kind) {
    case 'number':
    case 'date': {
      const present = column.values.filter((value) => Number.isFinite(value)).sort();
      const missingShare = share(column.values.length - present.length, column.values.length);
      if (present.length === 0) return { name: column.name, kind: column.kind, missingShare, typical: null };
      const quantiles = Array.from({ length: 21 }, (_, i) => quantileSorted(present, i / 20));
      const calendar = column.kind === 'date' ? { calendar: describeCalendar(column.values) } : {};
      return {
        name: column.name,
        kind: column.kind,
        quantiles,
        ...calendar,
        missingShare,
        typical: quantiles[10] as number,
      };
    }
    case 'category':
      return describeLevels(column.name, column.codes, column.levels);
    case 'text': {
      const rows = column.offsets.length - 1;
      let missing = 0;
      for (let row = 0; row < rows; row++) if (textAt(column, row) === null) missing++;
      return { name: column.name, kind: 'text', missingShare: share(missing, rows), typical: null };
    }
    case 'image': {
      const missing = missingPictures(column);
      const { name, height, width, channels } = column;
      const missingShare = share(missing, columnLength(column));
      return { name, kind: 'image', picture: { height, width, channels }, missingShare, typical: null };
    }
  }
}

/** What a model keeps of a column that is one pixel of many: by itself it says nothing that a person would compare. */
export function describePixel(column: Column): ModelColumn {
  const { name, kind, missingShare } = describeColumn(column);
  return { name, kind, missingShare, typical: null };
}

const share = (count: number, of: number): number => (of > 0 ? count / of : 0);

function describeCalendar(times: Float64Array): NonNullable<ModelColumn['calendar']> {
  const months = Array.from({ length: 12 }, () => 0);
  const weekdays = Array.from({ length: 7 }, () => 0);
  for (const time of times) {
    const date = new Date(time);
    const month = date.getUTCMonth();
    if (Number.isNaN(month)) continue;
    const weekday = (date.getUTCDay() + 6) % 7;
    months[month] = (months[month] as number) + 1;
    weekdays[weekday] = (weekdays[weekday] as number) + 1;
  }
  const shares = (counts: readonly number[]): number[] => counts.map((count) => share(count, times.length));
  return { months: shares(months), weekdays: shares(weekdays) };
}

function describeLevels(name: string, codes: Int32Array, levels: readonly string[]): ModelColumn {
  const counts = new Int32Array(levels.length);
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing++;
    else counts[code] = (counts[code] as number) + 1;
  }
  const known = levels
    .map((level, code) => ({ level, count: counts[code] as number }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1));
  return {
    name,
    kind: 'category',
    levels: known.slice(0, MOST_LEVELS).map(({ level, count }) => ({ level, share: share(count, codes.length) })),
    missingShare: share(missing, codes.length),
    typical: known[0]?.level ?? null,
  };
}
