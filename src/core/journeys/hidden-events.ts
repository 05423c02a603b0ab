import type { EventLog } from './event-log.ts';
import type { AskedRows } from './row-spans.ts';

/** A log in which each row has events of its own, and the rows on them. */
export interface OwnLog {
  readonly log: EventLog;
  readonly rows: AskedRows;
}

/**
 * Some rows as if part of what they saw had not happened.
 * @param picked places of the rows
 * @param keep whether an event stays: its place in the log, and the row's moment in milliseconds
 */
export function hideEvents(
  log: EventLog,
  rows: AskedRows,
  picked: ArrayLike<number>,
  keep: (event: number, at: number) => boolean,
): OwnLog {
  const kept: number[] = [];
  const starts = new Int32Array(picked.length + 1);
  const at = new Float64Array(picked.length);
  for (let i = 0; i < picked.length; i++) {
    const row = picked[i] as number;
    at[i] = rows.at[row] as number;
    for (let event = rows.from[row] as number; event < (rows.until[row] as number); event++)
      if (keep(event, at[i] as number)) kept.push(event);
    starts[i + 1] = kept.length;
  }
  const places = Int32Array.from(kept);
  const own: EventLog = {
    ...log,
    entities: Array.from(at, (_, i) => String(i)),
    starts,
    times: Float64Array.from(places, (place) => log.times[place] as number),
    codes: places.map((place) => log.codes[place] as number),
    rows: places.map((place) => log.rows[place] as number),
  };
  const entity = Int32Array.from(at, (_, i) => i);
  return { log: own, rows: { entity, from: starts.slice(0, -1), until: starts.slice(1), at } };
}
