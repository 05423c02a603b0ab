import type { EventLog } from './event-log.ts';

/** What a column of a row says of the events in its look-back. Days are counted back from the snapshot. */
export type Feature =
  /** Events in the last `days`; `event`: its place in the plan's events, absent: of any kind. */
  | { readonly kind: 'count'; readonly name: string; readonly event?: number; readonly days: number }
  | { readonly kind: 'since-last' | 'since-first'; readonly name: string; readonly event?: number }
  /** Of any kind: days with an event, kinds, growth from the earlier to the later half (−1 … 1), gaps between days with events. */
  | {
      readonly kind: 'active-days' | 'kinds' | 'trend' | 'gap-mean' | 'gap-regularity';
      readonly name: string;
    }
  | { readonly kind: 'last-event' | 'usual-event'; readonly name: string }
  /** Times of day and week, where events have any: hour of the last (0 … 24), share on Saturdays and Sundays. */
  | { readonly kind: 'last-hour' | 'last-weekday' | 'weekend-share'; readonly name: string }
  /** Of a column of numbers. */
  | { readonly kind: 'sum' | 'mean' | 'last-number'; readonly name: string; readonly property: string }
  /** Of a column of words. */
  | { readonly kind: 'last-word' | 'usual-word'; readonly name: string; readonly property: string };

/** How rows are made of events: settled once, before the first row that judges, and kept with the model. */
export interface FeaturePlan {
  readonly lookBackDays: number;
  /** Events that have columns of their own. */
  readonly events: readonly string[];
  readonly features: readonly Feature[];
}

/** Events with columns of their own: those of the most people. */
const MOST_EVENTS = 16;
const MOST_PROPERTIES = 12;
/** Spans that people count in. */
const SPANS = [1 / 24, 0.25, 0.5, 1, 2, 3, 7, 14, 30, 60, 90, 180, 365, 730] as const;

/** The whole look-back, about a quarter and about a twelfth of it. */
function windowsOf(lookBackDays: number, hasTime: boolean): number[] {
  const near = (wanted: number): number | undefined =>
    SPANS.filter((span) => span < lookBackDays * 0.7 && (hasTime || span >= 1)).toSorted(
      (a, b) => Math.abs(Math.log(a / wanted)) - Math.abs(Math.log(b / wanted)),
    )[0];
  const found = [lookBackDays, near(lookBackDays / 4), near(lookBackDays / 12)];
  return [...new Set(found.filter((days) => days !== undefined))];
}

const spanName = (days: number): string => {
  const [value, unit] = days >= 1 ? [days, 'd'] : [days * 24, 'h'];
  return `${Math.round(value * 100) / 100}${unit}`;
};

/**
 * Which columns are made, by what was seen up to a moment; nothing later is looked at.
 * @param always an event that has columns however few did it
 */
export function planFeatures(log: EventLog, lookBackDays: number, until: number, always?: string): FeaturePlan {
  const events = commonEvents(log, until, always);
  const windows = windowsOf(lookBackDays, log.hasTime);
  const used = new Set<string>();
  const name = (wanted: string): string => {
    let free = wanted;
    for (let i = 2; used.has(free); i++) free = `${wanted} (${i})`;
    used.add(free);
    return free;
  };
  const counts = (of: string, event?: number): Feature[] =>
    windows.map((days) => ({
      kind: 'count',
      name: name(`${of}: count ${spanName(days)}`),
      days,
      ...(event === undefined ? {} : { event }),
    }));
  const all = 'all events';
  const general: Feature[] = [
    ...counts(all),
    { kind: 'since-last', name: name(`${all}: days since last`) },
    { kind: 'since-first', name: name(`${all}: days since first`) },
    { kind: 'active-days', name: name(`${all}: active days`) },
    { kind: 'kinds', name: name(`${all}: kinds`) },
    { kind: 'trend', name: name(`${all}: trend`) },
    { kind: 'gap-mean', name: name(`${all}: mean gap in days`) },
    { kind: 'gap-regularity', name: name(`${all}: spread of gaps`) },
    { kind: 'last-event', name: name(`${all}: last`) },
    { kind: 'usual-event', name: name(`${all}: most frequent`) },
  ];
  const clock: Feature[] = log.hasTime
    ? [
        { kind: 'last-hour', name: name(`${all}: hour of last`) },
        { kind: 'last-weekday', name: name(`${all}: weekday of last`) },
        { kind: 'weekend-share', name: name(`${all}: share on weekends`) },
      ]
    : [
        { kind: 'last-weekday', name: name(`${all}: weekday of last`) },
        { kind: 'weekend-share', name: name(`${all}: share on weekends`) },
      ];
  const ofEvents = events.flatMap((event, place): Feature[] => [
    ...counts(event, place),
    { kind: 'since-last', name: name(`${event}: days since last`), event: place },
    { kind: 'since-first', name: name(`${event}: days since first`), event: place },
  ]);
  const ofProperties = log.properties.slice(0, MOST_PROPERTIES).flatMap((property): Feature[] => {
    const { name: of } = property;
    if (property.kind === 'number') {
      return [
        { kind: 'sum', name: name(`${of}: sum`), property: of },
        { kind: 'mean', name: name(`${of}: mean`), property: of },
        { kind: 'last-number', name: name(`${of}: last`), property: of },
      ];
    }
    return [
      { kind: 'last-word', name: name(`${of}: last`), property: of },
      { kind: 'usual-word', name: name(`${of}: most frequent`), property: of },
    ];
  });
  return { lookBackDays, events, features: [...general, ...clock, ...ofEvents, ...ofProperties] };
}

/** Events by how many people did them up to a moment, the most first; of equals by name. */
export function commonEvents(log: EventLog, until: number, always?: string, most = MOST_EVENTS): string[] {
  const people = new Int32Array(log.events.length);
  const seenBy = new Int32Array(log.events.length).fill(-1);
  for (let one = 0; one < log.entities.length; one++) {
    const end = log.starts[one + 1] as number;
    for (let i = log.starts[one] as number; i < end; i++) {
      if ((log.times[i] as number) > until) break;
      const code = log.codes[i] as number;
      if (seenBy[code] === one) continue;
      seenBy[code] = one;
      people[code] = (people[code] as number) + 1;
    }
  }
  const found = log.events
    .map((event, code) => ({ event, count: people[code] as number }))
    .filter(({ event, count }) => count > 0 && event !== always)
    .toSorted((a, b) => (a.count === b.count ? (a.event < b.event ? -1 : 1) : b.count - a.count))
    .map(({ event }) => event);
  return [...(always === undefined ? [] : [always]), ...found].slice(0, most);
}
