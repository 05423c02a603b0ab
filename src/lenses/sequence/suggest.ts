import type { Finding } from '../../core/errors.ts';
import { DAY } from '../../core/journeys/event-log.ts';
import type { ColumnProfile, TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion, Suggestion } from '../predict/question.ts';
import { likelyOutcome } from './outcome-words.ts';
import type { SequenceColumns } from './types.ts';

const TEST_SHARE = 0.2;
const MOST_PROPERTIES = 6;
/** Kinds of events; more are names or addresses. */
const MOST_EVENTS = 200;
const MOST_LEVELS = 200;
/** Events a person that make a journey. */
const LEAST_EACH = 1.5;
/** In a table of so few columns, words that repeat are what happened, whatever their column is called. */
const FEW_COLUMNS = 5;

const EVENT_NAME =
  /(^|[^a-z])(event|action|activity|act|operation|click|page|screen|stage)s?([^a-z]|$)|event|事件|行为|이벤트/iu;
const PERSON_NAME =
  /user|customer|client|member|account|player|visitor|subscriber|patient|student|buyer|person|用户|客户|会员/iu;
const VISIT_NAME = /session|visit|cart|order|basket/iu;
const TIME_NAME = /time|date|stamp|when|created|at$|时间|日期/iu;

/** How sure the lens is: with a column that is called event, and without. */
const STRENGTHS = { named: 0.85, unnamed: 0.45 } as const;
const LESS = 0.05;

/** The columns of an event table. */
export interface EventTable {
  readonly entity: ColumnProfile;
  readonly event: ColumnProfile;
  readonly time: ColumnProfile;
  readonly properties: readonly string[];
  readonly named: boolean;
}

/** Who, what and when, where a table says all three; undefined else. */
export function recogniseEvents(profile: TableProfile): EventTable | undefined {
  const time = bestBy(
    profile.columns,
    ({ kind, role, distinct }) => kind === 'date' && role === 'time' && distinct > 2,
    (c) => Number(TIME_NAME.test(c.name)),
  );
  const entity = findEntity(profile);
  const event = findEvent(profile, entity);
  if (!time || !entity || !event) return undefined;
  const taken = new Set([time.name, entity.name, event.name]);
  const personal = new Set(profile.personal.map(({ column }) => column));
  const isProperty = ({ name, kind, role, distinct }: ColumnProfile): boolean =>
    !taken.has(name) &&
    !personal.has(name) &&
    role === 'feature' &&
    (kind === 'number' || (kind === 'category' && distinct <= MOST_LEVELS));
  const properties = profile.columns.filter(isProperty).slice(0, MOST_PROPERTIES);
  return { entity, event, time, properties: properties.map(({ name }) => name), named: EVENT_NAME.test(event.name) };
}

/** Someone who repeats; a person rather than a visit, of equals the one with fewer values. */
function findEntity(profile: TableProfile): ColumnProfile | undefined {
  const rank = ({ name }: ColumnProfile): number => (PERSON_NAME.test(name) ? 2 : VISIT_NAME.test(name) ? 0 : 1);
  const repeats = ({ role, distinct, rowCount, missing }: ColumnProfile): boolean =>
    role === 'entity' && (rowCount - missing) / distinct >= LEAST_EACH;
  return bestBy(profile.columns, repeats, (column) => rank(column) - column.distinct / (column.rowCount + 1));
}

function findEvent(profile: TableProfile, entity: ColumnProfile | undefined): ColumnProfile | undefined {
  const few = profile.columns.length <= FEW_COLUMNS;
  const possible = ({ name, kind, role, distinct, missing, rowCount }: ColumnProfile): boolean =>
    kind === 'category' &&
    role === 'feature' &&
    name !== entity?.name &&
    distinct >= 2 &&
    distinct <= MOST_EVENTS &&
    missing < rowCount / 2 &&
    (EVENT_NAME.test(name) || (few && distinct >= 3));
  return bestBy(profile.columns, possible, ({ name }) => Number(EVENT_NAME.test(name)));
}

function bestBy(
  columns: readonly ColumnProfile[],
  possible: (column: ColumnProfile) => boolean,
  points: (column: ColumnProfile) => number,
): ColumnProfile | undefined {
  return columns.filter(possible).toSorted((a, b) => points(b) - points(a))[0];
}

/** Spans that people plan in: hours for what is over within days. */
const SPANS = [1 / 24, 0.25, 0.5, 1, 2, 3, 7, 14, 30, 60, 90] as const;
const near = (wanted: number, most: number): number =>
  SPANS.filter((span) => span <= most).toSorted(
    (a, b) => Math.abs(Math.log(a / wanted)) - Math.abs(Math.log(b / wanted)),
  )[0] ?? SPANS[0];

/**
 * How far to look ahead and back, in days: ahead some three of the gaps between a person's events, so that who is silent for
 * that long has likely left, but no more than a sixth of all the time, so that several snapshots fit; back some four times as far.
 */
export function proposeSpans({ time, entity }: Pick<EventTable, 'time' | 'entity'>): {
  horizonDays: number;
  lookBackDays: number;
} {
  const [low = 0, , , , , , high = 0] = time.numeric?.quantiles ?? [];
  const days = Math.max((high - low) / DAY, 1 / 24);
  const gap = days / ((entity.rowCount - entity.missing) / entity.distinct);
  const horizonDays = near(Math.min(days / 6, Math.max(days / 12, 3 * gap)), days / 3);
  return { horizonDays, lookBackDays: near(4 * horizonDays, days - 2 * horizonDays) };
}

/** The question with its columns filled in, put together by hand or by `suggestSequence`. */
export function makeSequenceQuestion(sequence: SequenceColumns): PredictQuestion {
  const { entity, event, time, properties, ask } = sequence;
  const task = ask === 'next' ? ({ task: 'multiclass' } as const) : ({ task: 'binary', positive: 'yes' } as const);
  return {
    lens: 'sequence',
    target: event,
    ...task,
    columns: [event, time, ...properties],
    split: { kind: 'snapshots', column: entity, testShare: TEST_SHARE },
    sequence,
  };
}

/** Will they do it, will they leave, what do they do next; none where the table is no list of events. */
export function suggestSequence(profile: TableProfile): Suggestion[] {
  const found = recogniseEvents(profile);
  if (!found) return [];
  const { entity, event, time, properties, named } = found;
  const spans = proposeSpans(found);
  const columns = { entity: entity.name, event: event.name, time: time.name, properties, ...spans };
  const outcome = likelyOutcome(event.levels ?? []);
  const asked: SequenceColumns[] = [
    ...(outcome === undefined ? [] : [{ ...columns, ask: 'do', outcome } as const]),
    { ...columns, ask: 'leave' },
    { ...columns, ask: 'next' },
  ];
  return asked.map((sequence, rank) => ({
    question: makeSequenceQuestion(sequence),
    reason: {
      code: `suggest.sequence-${sequence.ask}`,
      params: { entity: entity.name, event: event.name, outcome: outcome ?? '', days: spans.horizonDays },
    },
    strength: (named ? STRENGTHS.named : STRENGTHS.unnamed) - rank * LESS,
    leftOut: [],
  }));
}

/** Events of people without a time: nothing says what came before what. */
export function sequenceFindings(profile: TableProfile): Finding[] {
  const entity = findEntity(profile);
  const event = findEvent(profile, entity);
  if (!entity || !event || !EVENT_NAME.test(event.name)) return [];
  if (profile.columns.some(({ kind, role }) => kind === 'date' && role === 'time')) return [];
  const params = { entity: entity.name, event: event.name };
  return [{ level: 'note', code: 'sequence.no-time-column', column: event.name, params }];
}
