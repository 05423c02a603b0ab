import { coarseCount } from '../../../core/disclose/coarse-count.ts';
import { isSmall, MIN_GROUP } from '../../../core/disclose/min-group.ts';
import { wilson } from '../../../core/stats/tests.ts';
import type { PredictReport } from '../../predict/report.ts';
import type { SafeClasses } from '../../predict/share/classes.ts';
import type { HeldList } from '../../predict/share/held.ts';
import { cut } from '../../predict/share/limits.ts';
import type { Between, SharedKind } from './types.ts';

/** Parts of a share that ends of intervals are told in, always outwards. */
const TENTHS = 10;
const downwards = (share: number): number => Math.floor(share * TENTHS + 1e-9) / TENTHS;
const upwards = (share: number): number => Math.ceil(share * TENTHS - 1e-9) / TENTHS;

/** Wilson's interval to whole tenths, outwards. */
function outward(hits: number, of: number): Between {
  const { low, high } = wilson(hits, of);
  return { low: downwards(low), high: upwards(high) };
}

/**
 * Whether an interval may be told of some rows whose number is known to lie between two: whoever knows how it was made
 * can still take the hits, and what was missed, for none or for 11 and more.
 */
function tellable({ low, high }: Between, least: number, most: number): boolean {
  let hits = false;
  let misses = false;
  for (let of = Math.max(1, least); of <= most; of++) {
    for (let hit = 0; hit <= of; hit++) {
      const other = outward(hit, of);
      if (other.low !== low || other.high !== high) continue;
      hits ||= !isSmall(hit);
      misses ||= !isSmall(of - hit);
      if (hits && misses) return true;
    }
  }
  return false;
}

/** Rows beyond this are not counted one by one: there are enough of them to be told in tenths. */
const COUNTED = 120;

/**
 * Of `of` rows, which are known to be `least` to `most`, the share of `hits` between whole tenths; undefined where that would
 * tell a count of 1 to 10.
 */
export function coarse(hits: number, of: number, least: number, most: number): Between | undefined {
  if (of === 0) return undefined;
  const between = outward(hits, of);
  if (of > COUNTED && !isSmall(hits) && !isSmall(of - hits)) return between;
  return tellable(between, least, most) ? between : undefined;
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/**
 * How well each kind is told. Where the table of mix-ups is shared (`confusion`), only what it shows says so; where there
 * are too many kinds for one, intervals to whole tenths from which no count of 1 to 10 texts can be told. Kinds of fewer
 * than 11 judged rows are left out.
 */
export function safeKinds(
  report: PredictReport,
  classes: SafeClasses,
  confusion: readonly (readonly (number | null)[])[] | undefined,
  held: HeldList,
): readonly SharedKind[] {
  const exact = report.multiclass?.test.confusion;
  if (!exact) return [];
  const names = report.classes ?? [];
  const kinds = names.flatMap((name, k): readonly SharedKind[] => {
    const place = classes.of[k] as number;
    const folded = classes.folded > 0 && place === classes.names.length - 1;
    const own = exact[k] ?? [];
    const rows = sum(own);
    if (folded || rows < MIN_GROUP) return [];
    if (confusion) return [shownKind(name, confusion, place)].filter((kind) => kind !== undefined);
    const hits = own[k] ?? 0;
    const named = sum(exact.map((row) => row[k] ?? 0));
    const count = coarseCount(rows);
    const found = coarse(hits, rows, count.least, count.most);
    // How many are so named is told nowhere.
    const right = coarse(hits, named, 1, COUNTED);
    return [
      {
        name: cut(name),
        rows: count.told,
        rounded: true,
        ...(found ? { found } : {}),
        ...(right ? { named: right } : {}),
      },
    ];
  });
  const untold = names.length - kinds.filter(({ found, named }) => found ?? named).length;
  if (untold > 0) held.add('kinds', { count: untold, of: names.length });
  return kinds;
}

/** From the cells that are shown, and nothing else; undefined where not even its rows can be added up. */
function shownKind(
  name: string,
  confusion: readonly (readonly (number | null)[])[],
  place: number,
): SharedKind | undefined {
  const row = confusion[place] ?? [];
  const column = confusion.map((cells) => cells[place] ?? null);
  const hits = row[place] ?? null;
  const complete = (cells: readonly (number | null)[]): cells is readonly number[] => !cells.includes(null);
  if (hits === null || !complete(row)) return undefined;
  const rows = sum(row);
  const share = (of: number): Between => {
    const { low, high } = wilson(hits, of);
    return { low: Number(low.toFixed(3)), high: Number(high.toFixed(3)) };
  };
  const named = complete(column) ? sum(column) : 0;
  return { name: cut(name), rows, found: share(rows), ...(named > 0 ? { named: share(named) } : {}) };
}
