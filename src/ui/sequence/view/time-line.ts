import { DAY } from '../../../core/journeys/event-log.ts';
import type { Snapshots } from '../../../lenses/sequence/types.ts';

/** A snapshot of the time line; times in milliseconds. */
export interface SnapshotLine {
  readonly at: number;
  /** Begin of the look-back. */
  readonly from: number;
  /** End of the horizon. */
  readonly until: number;
  readonly judges: boolean;
  /** Absent before a training has counted. */
  readonly asked?: number;
  readonly came?: number;
}

/** The snapshots in order, with what each looks at and foretells. */
export function timeLine({ at, lookBackDays, horizonDays, asked, came, testFrom }: Snapshots): readonly SnapshotLine[] {
  return at.map((iso, i) => {
    const ms = Date.parse(iso);
    const counts = asked[i] === undefined ? {} : { asked: asked[i], came: came[i] ?? 0 };
    return {
      at: ms,
      from: ms - lookBackDays * DAY,
      until: ms + horizonDays * DAY,
      judges: testFrom !== undefined && i >= testFrom,
      ...counts,
    };
  });
}
