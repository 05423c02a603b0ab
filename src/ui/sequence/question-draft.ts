import { findSnapshots } from '../../core/journeys/snapshots.ts';
import { CodedError, type Message } from '../../core/errors.ts';
import type { ColumnProfile, TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { makeSequenceQuestion } from '../../lenses/sequence/suggest.ts';
import type { SequenceColumns, Snapshots } from '../../lenses/sequence/types.ts';

/** The three columns that every event has. */
export type EventPart = 'entity' | 'event' | 'time';

const BETTER: Readonly<Record<EventPart, (column: ColumnProfile) => boolean>> = {
  entity: ({ role }) => role === 'entity',
  event: ({ kind, role }) => kind === 'category' && role === 'feature',
  time: ({ kind, role }) => kind === 'date' && role === 'time',
};

/** Columns that may be one of the parts of an event, the likeliest first; the present one is always among them. */
export function possibleColumns(part: EventPart, profile: TableProfile, sequence: SequenceColumns): readonly string[] {
  const own = sequence[part];
  const taken = new Set([sequence.entity, sequence.event, sequence.time].filter((name) => name !== own));
  const fits = ({ kind, role }: ColumnProfile): boolean =>
    role !== 'empty' && role !== 'constant' && (part !== 'time' || kind === 'date' || kind === 'number');
  return profile.columns
    .filter((column) => column.name === own || (fits(column) && !taken.has(column.name)))
    .toSorted((a, b) => Number(BETTER[part](b)) - Number(BETTER[part](a)))
    .map(({ name }) => name);
}

/** Columns that may say more of an event. */
export const possibleProperties = (profile: TableProfile, { entity, event, time }: SequenceColumns) =>
  profile.columns
    .filter(
      ({ name, kind, role }) =>
        ![entity, event, time].includes(name) &&
        (kind === 'number' || kind === 'category') &&
        role !== 'empty' &&
        role !== 'constant',
    )
    .map(({ name }) => name);

/** The commonest kinds of events. */
export const eventNames = (profile: TableProfile, event: string): readonly string[] =>
  (profile.columns.find(({ name }) => name === event)?.levels ?? []).map(({ level }) => level);

/** The question with something about it changed; what no longer fits is let go of. */
export function withSequence(
  question: PredictQuestion,
  change: Partial<SequenceColumns>,
  profile: TableProfile,
): PredictQuestion {
  const before = question.sequence;
  if (!before) return question;
  const { outcome, onlyFirst, properties, ...next } = { ...before, ...change };
  const taken = new Set([next.entity, next.event, next.time]);
  const asked = { ...next, properties: properties.filter((name) => !taken.has(name)) };
  const made = makeSequenceQuestion(
    next.ask === 'do' ? { ...asked, ...outcomeOf(next.event, outcome, onlyFirst, profile) } : asked,
  );
  const { split } = question;
  if (split.kind !== 'snapshots' || made.split.kind !== 'snapshots') return made;
  return { ...made, split: { ...made.split, testShare: split.testShare } };
}

function outcomeOf(
  event: string,
  outcome: string | undefined,
  onlyFirst: true | undefined,
  profile: TableProfile,
): Pick<SequenceColumns, 'outcome' | 'onlyFirst'> {
  const names = eventNames(profile, event);
  const kept = outcome !== undefined && (names.length === 0 || names.includes(outcome)) ? outcome : undefined;
  // The commonest is what nearly everybody does; the rarest of the common ones is nearer to what is wanted.
  const chosen = kept ?? names.at(-1);
  return { ...(chosen === undefined ? {} : { outcome: chosen }), ...(onlyFirst ? { onlyFirst } : {}) };
}

/** Asks about the first time only, or about every time. */
export function withOnlyFirst(question: PredictQuestion, only: boolean): PredictQuestion {
  if (!question.sequence) return question;
  const { onlyFirst: _, ...sequence } = question.sequence;
  return { ...question, sequence: only ? { ...sequence, onlyFirst: true } : sequence };
}

/** The dates that a training will look at, as far as the first and the last event say them. */
export type PlannedDates =
  | { readonly kind: 'planned'; readonly snapshots: Snapshots }
  /** What comes next is asked after every event. */
  | { readonly kind: 'every-event' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly error: Message };

/** @param profile of the event table */
export function plannedDates(profile: TableProfile, sequence: SequenceColumns): PlannedDates {
  if (sequence.ask === 'next') return { kind: 'every-event' };
  const column = profile.columns.find(({ name }) => name === sequence.time);
  const { min: first, max: last } = column?.numeric ?? {};
  if (column?.kind !== 'date' || first === undefined || last === undefined) return { kind: 'unknown' };
  try {
    const { at, testFrom } = findSnapshots({ first, last }, sequence);
    const from = testFrom === undefined ? -1 : at.indexOf(testFrom);
    const iso = (ms: number): string => new Date(ms).toISOString();
    return {
      kind: 'planned',
      snapshots: {
        at: at.map(iso),
        lookBackDays: sequence.lookBackDays,
        horizonDays: sequence.horizonDays,
        firstEvent: iso(first),
        lastEvent: iso(last),
        asked: [],
        came: [],
        ...(from >= 0 ? { testFrom: from } : {}),
      },
    };
  } catch (error) {
    if (error instanceof CodedError) return { kind: 'refused', error: { code: error.code, params: error.params } };
    throw error;
  }
}
