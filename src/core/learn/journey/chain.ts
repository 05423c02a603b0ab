import type { JourneyEvent } from '../../journeys/journey.ts';

/** How often each class came after what: plain data. */
export interface Chain {
  /** Events that have been seen last or last but one; number i + 1, for 0 is "nothing". */
  readonly events: readonly string[];
  readonly classes: number;
  /** Weight of each class. */
  readonly overall: Float64Array;
  /** By the last event: what came last, ascending, and weights, contexts × classes. */
  readonly first: ChainTable;
  /** By the last two: `before × (events + 1) + last`. */
  readonly second: ChainTable;
}

export interface ChainTable {
  readonly contexts: Float64Array;
  readonly counts: Float64Array;
}

/** What a journey ends with: numbers of the last event and of the one before; −1 where an event is not known. */
interface Ending {
  readonly last: number;
  readonly before: number;
}

type Codes = ReadonlyMap<string, number>;

const codesOf = (events: readonly string[]): Codes => new Map(events.map((event, i) => [event, i + 1]));

function endingOf(journey: readonly JourneyEvent[], codes: Codes): Ending {
  const code = (event: JourneyEvent | undefined): number => (event ? (codes.get(event.event) ?? -1) : 0);
  return { last: code(journey.at(-1)), before: code(journey.at(-2)) };
}

const pairOf = ({ last, before }: Ending, events: number): number => before * (events + 1) + last;

/** Gathers how often each class came after what. */
export function createChainCounter(classes: number): {
  add(journey: readonly JourneyEvent[], code: number, weight: number): void;
  finish(): Chain;
} {
  const overall = new Float64Array(classes);
  const endings: {
    readonly last: string | undefined;
    readonly before: string | undefined;
    code: number;
    weight: number;
  }[] = [];
  const seen = new Set<string>();
  return {
    add(journey, code, weight) {
      const last = journey.at(-1)?.event;
      const before = journey.at(-2)?.event;
      for (const event of [last, before]) if (event !== undefined) seen.add(event);
      overall[code] = (overall[code] as number) + weight;
      endings.push({ last, before, code, weight });
    },
    finish() {
      const events = [...seen].sort();
      const codes = codesOf(events);
      const number = (event: string | undefined): number => (event === undefined ? 0 : (codes.get(event) as number));
      const first = new Map<number, Float64Array>();
      const second = new Map<number, Float64Array>();
      for (const { last, before, code, weight } of endings) {
        const ending = { last: number(last), before: number(before) };
        count(first, ending.last, classes, code, weight);
        count(second, pairOf(ending, events.length), classes, code, weight);
      }
      return { events, classes, overall, first: tableOf(first, classes), second: tableOf(second, classes) };
    },
  };
}

function count(table: Map<number, Float64Array>, context: number, classes: number, code: number, weight: number): void {
  const counts = table.get(context) ?? new Float64Array(classes);
  counts[code] = (counts[code] as number) + weight;
  table.set(context, counts);
}

function tableOf(counted: ReadonlyMap<number, Float64Array>, classes: number): ChainTable {
  const contexts = Float64Array.from(counted.keys()).sort();
  const counts = new Float64Array(contexts.length * classes);
  contexts.forEach((context, i) => counts.set(counted.get(context) ?? [], i * classes));
  return { contexts, counts };
}

/**
 * Says the probability of each class after a journey: by its last two events as far as those were seen, backed by the last
 * event alone, backed by how often each class came at all. The more kinds of answers a context has had, the more it leaves
 * to the one behind it (Witten and Bell 1991).
 * @param order events that are looked at
 */
export function openChain(chain: Chain, order: 1 | 2): (journey: readonly JourneyEvent[]) => Float64Array {
  const { events, classes, overall, first, second } = chain;
  const codes = codesOf(events);
  const [byLast, byPair] = [placesOf(first), placesOf(second)];
  const all = mixed(overall, new Float64Array(classes).fill(1 / classes));
  const within = (table: ChainTable, place: number | undefined, behind: Float64Array): Float64Array =>
    place === undefined ? behind : mixed(table.counts.subarray(place * classes, (place + 1) * classes), behind);
  return (journey) => {
    const ending = endingOf(journey, codes);
    const one = within(first, byLast.get(ending.last), all);
    if (order === 1 || ending.last < 0 || ending.before < 0) return one.slice();
    return within(second, byPair.get(pairOf(ending, events.length)), one).slice();
  };
}

const placesOf = ({ contexts }: ChainTable): Map<number, number> =>
  new Map(Array.from(contexts, (context, place) => [context, place]));

/** Counts, and as many more as there are kinds of them, these shared out as `behind` says. */
function mixed(counts: Float64Array, behind: Float64Array): Float64Array {
  let sum = 0;
  let kinds = 0;
  for (const weight of counts) {
    sum += weight;
    if (weight > 0) kinds++;
  }
  if (kinds === 0) return behind;
  return counts.map((weight, code) => (weight + kinds * (behind[code] as number)) / (sum + kinds));
}
