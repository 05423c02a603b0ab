import { answersWithin, nextEvents, YES, type Answers } from '../../core/journeys/answers.ts';
import { JOURNEY_COLUMN, KNOWN_COLUMN, SNAPSHOT_COLUMN } from '../../core/journeys/columns.ts';
import { readEventLog, type EventLog } from '../../core/journeys/event-log.ts';
import { planFeatures } from '../../core/journeys/feature-plan.ts';
import { makeRowTable } from '../../core/journeys/row-table.ts';
import { spansAt, spansBefore, type AskedRows, type RowLimit } from '../../core/journeys/row-spans.ts';
import { findSnapshots } from '../../core/journeys/snapshots.ts';
import { CodedError } from '../../core/errors.ts';
import { defaultRecipe } from '../../core/prepare/recipe.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import type { StepRegistry } from '../../core/prepare/step.ts';
import { quantileSorted } from '../../core/stats/descriptive.ts';
import { getColumn, type Table } from '../../core/table/table.ts';
import type { MadeRows } from '../predict/method.ts';
import type { PredictPlan, PredictQuestion } from '../predict/question.ts';
import type { JourneyRows, SequenceColumns } from './types.ts';

/** Cells of features that rows may have together, and rows besides: some 50 MB. */
const MOST_CELLS = 6e6;
const ROWS = { least: 5_000, most: 50_000 };
/** Positions teach what comes next: fewer do, for each has many kinds of answers. */
const MOST_POSITIONS = 20_000;
/** Next events with a name of their own, and rows that each of them needs. */
const MOST_TOLD = 30;
const TOLD_ROWS = 20;
/** Rows of `other`, without which it is no answer. */
const OTHER_ROWS = 10;
/** Of the positions, those before the moment from which on they judge. */
const EARLY_SHARE = 2 / 3;

/** The answer's column, as a person would head it. */
export function answerName({ ask, outcome, horizonDays }: SequenceColumns): string {
  const days = `${Math.round(horizonDays * 100) / 100}d`;
  if (ask === 'next') return 'next event';
  return ask === 'leave' ? `nothing for ${days}` : `${outcome ?? ''} in ${days}`;
}

const OWN_NAMES: ReadonlySet<string> = new Set([JOURNEY_COLUMN, KNOWN_COLUMN, SNAPSHOT_COLUMN]);
/** The person's column keeps its name unless one of ours has it. */
const entityName = (name: string): string => (OWN_NAMES.has(name) ? `${name} (who)` : name);

/** @throws sequence.no-question, sequence.no-outcome */
export function sequenceOf(question: PredictQuestion): SequenceColumns {
  const { sequence } = question;
  if (!sequence) throw new CodedError('sequence.no-question');
  if (sequence.ask === 'do' && !sequence.outcome)
    throw new CodedError('sequence.no-outcome', { event: sequence.event });
  return sequence;
}

/**
 * Rows to learn from, made of events, and the question about them.
 * @throws sequence.no-question, sequence.no-outcome, sequence.unknown-outcome, sequence.all-once, sequence.one-event,
 * sequence.nobody, sequence.never, sequence.always, sequence.nobody-leaves, sequence.everybody-leaves, CancelledError, and what reading events and finding dates throw
 */
export async function makeLearnRows(
  table: Table,
  plan: PredictPlan,
  steps: StepRegistry,
  pacer: Pacer,
): Promise<MadeRows> {
  const sequence = sequenceOf(plan.question);
  const log = readEventLog(table, sequence);
  checkLog(log, sequence);
  await pacer.pause();
  const { seed } = plan.settings;
  const { at, testFrom } = datesOf(log, sequence, seed);
  const until = testFrom ?? at[0] ?? log.last;
  const features = planFeatures(
    log,
    sequence.lookBackDays,
    until,
    sequence.ask === 'do' ? sequence.outcome : undefined,
  );
  const kinds = [sequence.entity, sequence.event, sequence.time, ...sequence.properties].map(
    (name) => [name, getColumn(table, name).kind] as const,
  );
  const own: JourneyRows = { version: 1, sequence, features, entity: entityName(sequence.entity), kinds };
  const asked = askedRows(log, own, at, seed);
  await pacer.pause();
  const journeys = sequence.ask === 'next' ? { ...own, ...toldEvents(log, asked, until) } : own;
  const rows = rowTable(log, journeys, asked);
  await pacer.pause();
  checkAnswers(rows, sequence);
  return {
    table: rows,
    question: questionAbout(plan.question, journeys, rows, testFrom),
    // What is done to a table anyway; the journey is no text to be measured.
    recipe: defaultRecipe(steps).filter(({ step }) => step === 'categories' || step === 'constants'),
    kept: { journeys },
    again: (events) => makeRowsAgain(events, journeys, seed),
    events: { log, rows: asked, at },
  };
}

/** Rows of other events for the same question and the same columns, to refit on. */
function makeRowsAgain(table: Table, journeys: JourneyRows, seed: number): Table {
  const { sequence } = journeys;
  const log = readEventLog(table, sequence);
  return rowTable(log, journeys, askedRows(log, journeys, datesOf(log, sequence, seed).at, seed));
}

interface Dates {
  readonly at: readonly number[];
  readonly testFrom?: number;
}

/** When everybody is looked at. What comes next is asked after each event: there the moment alone counts that judging begins. */
function datesOf(log: EventLog, sequence: SequenceColumns, seed: number): Dates {
  if (sequence.ask !== 'next') return findSnapshots(log, sequence);
  const { at } = spansBefore(log, sequence.lookBackDays, { most: MOST_POSITIONS, seed });
  const sorted = at.slice().sort();
  return sorted.length === 0 ? { at: [] } : { at: [], testFrom: quantileSorted(sorted, EARLY_SHARE) };
}

function askedRows(log: EventLog, journeys: JourneyRows, at: readonly number[], seed: number): AskedRows {
  const { sequence, features } = journeys;
  const affordable = Math.floor(MOST_CELLS / features.features.length);
  const limit: RowLimit = { most: Math.min(ROWS.most, Math.max(ROWS.least, affordable)), seed };
  if (sequence.ask === 'next') {
    return spansBefore(log, sequence.lookBackDays, { ...limit, most: Math.min(limit.most, MOST_POSITIONS) });
  }
  return spansAt(log, at, sequence.lookBackDays, sequence.onlyFirst ? sequence.outcome : undefined, limit);
}

/** What happened after each row. */
export function answersOf(log: EventLog, journeys: JourneyRows, rows: AskedRows): Answers {
  const { sequence, told, other } = journeys;
  const name = answerName(sequence);
  if (sequence.ask === 'next') return nextEvents(log, rows, name, told ?? [], other ?? '');
  return answersWithin(log, rows, name, sequence.horizonDays, sequence.ask === 'do' ? sequence.outcome : undefined);
}

const rowTable = (log: EventLog, journeys: JourneyRows, rows: AskedRows): Table =>
  makeRowTable(log, journeys.features, rows, journeys.entity, answersOf(log, journeys, rows));

/** The next events that rows before a moment had often enough to be learned; the others are told together. */
function toldEvents(log: EventLog, rows: AskedRows, until: number): Pick<JourneyRows, 'told' | 'other'> {
  const counts = new Map<string, number>();
  rows.until.forEach((next, row) => {
    if ((rows.at[row] as number) > until) return;
    const event = log.events[log.codes[next] as number] as string;
    counts.set(event, (counts.get(event) ?? 0) + 1);
  });
  const told = [...counts]
    .filter(([, count]) => count >= TOLD_ROWS)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_TOLD)
    .map(([event]) => event);
  const own = new Set(told);
  let others = 0;
  for (const next of rows.until) if (!own.has(log.events[log.codes[next] as number] as string)) others++;
  if (others < OTHER_ROWS) return { told };
  let other = 'other events';
  while (log.events.includes(other)) other = `${other} `;
  return { told, other };
}

function checkLog(log: EventLog, { ask, outcome, event, entity }: SequenceColumns): void {
  const people = log.entities.length;
  if (log.times.length === people) throw new CodedError('sequence.all-once', { entity, people });
  if (ask === 'next' && log.events.length < 2) throw new CodedError('sequence.one-event', { event });
  if (ask === 'do' && outcome !== undefined && !log.events.includes(outcome)) {
    throw new CodedError('sequence.unknown-outcome', { event, outcome, events: log.events.slice(0, 10) });
  }
}

/** @throws sequence.nobody, sequence.never, sequence.always */
function checkAnswers(rows: Table, sequence: SequenceColumns): void {
  const answer = getColumn(rows, answerName(sequence));
  if (answer.kind !== 'category' || sequence.ask === 'next') return;
  const known = answer.codes.filter((code) => code >= 0);
  const { ask, outcome = '', horizonDays, lookBackDays } = sequence;
  if (known.length === 0) throw new CodedError('sequence.nobody', { lookBackDays });
  const yes = known.reduce((count, code) => count + code, 0);
  const params = { ask, outcome, horizonDays, rows: known.length };
  if (yes === 0) throw new CodedError(ask === 'leave' ? 'sequence.nobody-leaves' : 'sequence.never', params);
  if (yes === known.length)
    throw new CodedError(ask === 'leave' ? 'sequence.everybody-leaves' : 'sequence.always', params);
}

/** The same question, put to the rows. */
function questionAbout(
  question: PredictQuestion,
  journeys: JourneyRows,
  rows: Table,
  testFrom: number | undefined,
): PredictQuestion {
  const target = answerName(journeys.sequence);
  const apart = new Set([journeys.entity, SNAPSHOT_COLUMN, KNOWN_COLUMN, target]);
  const { split } = question;
  const testShare = split.kind === 'column' ? 0.2 : split.testShare;
  const from = testFrom === undefined ? {} : { from: new Date(testFrom).toISOString() };
  return {
    lens: 'sequence',
    target,
    ...(journeys.sequence.ask === 'next' ? { task: 'multiclass' } : { task: 'binary', positive: YES }),
    columns: rows.columns.map(({ name }) => name).filter((name) => !apart.has(name)),
    split: { kind: 'snapshots', column: journeys.entity, testShare, ...from },
    sequence: journeys.sequence,
  };
}
