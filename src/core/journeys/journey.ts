/** One thing that somebody did, seen from a snapshot. */
export interface JourneyEvent {
  /** Days between the event and the snapshot, never negative. */
  readonly daysBefore: number;
  readonly event: string;
  /** Values of the property columns of the question, in its order; null is missing. */
  readonly properties: readonly (string | number | null)[];
}

/** The latest events before a snapshot, the earliest first, as one cell of a text column. */
export function writeJourney(events: readonly JourneyEvent[]): string {
  return JSON.stringify(events.map(({ daysBefore, event, properties }) => [daysBefore, event, ...properties]));
}

/** What `writeJourney` wrote; a cell that it did not write is no journey. */
export function readJourney(cell: string): readonly JourneyEvent[] | undefined {
  let found: unknown;
  try {
    found = JSON.parse(cell);
  } catch {
    return undefined;
  }
  if (!Array.isArray(found)) return undefined;
  const events: JourneyEvent[] = [];
  for (const entry of found as readonly unknown[]) {
    if (!Array.isArray(entry)) return undefined;
    const [daysBefore, event, ...properties] = entry as readonly unknown[];
    if (typeof daysBefore !== 'number' || typeof event !== 'string') return undefined;
    events.push({ daysBefore, event, properties: properties.map(propertyOf) });
  }
  return events;
}

const propertyOf = (value: unknown): string | number | null =>
  typeof value === 'string' || typeof value === 'number' ? value : null;
