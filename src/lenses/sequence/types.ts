import type { ColumnKind } from '../../core/table/column.ts';
import type { FeaturePlan } from '../../core/journeys/feature-plan.ts';

/** "Will a **user** **purchase** within **14 days**?", asked of an event table. */
export interface SequenceColumns {
  readonly entity: string;
  readonly event: string;
  readonly time: string;
  /** Columns that say more of an event: amount, device, page. */
  readonly properties: readonly string[];
  /**
   * `do`: somebody does `outcome` within the horizon after the snapshot. `leave`: does nothing at all. `next`: which event
   * comes next.
   */
  readonly ask: 'do' | 'leave' | 'next';
  /** `do`: the event. */
  readonly outcome?: string;
  /** Days after the snapshot that count. `next`: unused. */
  readonly horizonDays: number;
  /** Days before the snapshot that are looked at. */
  readonly lookBackDays: number;
  /** Days between two snapshots; absent: the horizon. */
  readonly everyDays?: number;
  /** Those who had done `outcome` before are not asked about (first purchase); absent: they are. */
  readonly onlyFirst?: true;
}

/** The snapshots, for the time line: everything that is looked at lies before `at`, everything foretold after it. */
export interface Snapshots {
  /** ISO dates with time, ascending. */
  readonly at: readonly string[];
  readonly lookBackDays: number;
  readonly horizonDays: number;
  readonly firstEvent: string;
  readonly lastEvent: string;
  /** Entities asked about at each, and those of whom it came true. */
  readonly asked: readonly number[];
  readonly came: readonly number[];
  /** From which snapshot on they are for judging; the rows of the people judged are in no other. */
  readonly testFrom?: number;
}

/** How the rows of a model are made of events: kept with it, so that new events give rows of the same kind. */
export interface JourneyRows {
  readonly version: 1;
  readonly sequence: SequenceColumns;
  readonly features: FeaturePlan;
  /** Column of the rows that names whom they are about. */
  readonly entity: string;
  /** `next`: events that are foretold by name, and what all others are called. */
  readonly told?: readonly string[];
  readonly other?: string;
  /** Columns of the event table as they were read. */
  readonly kinds: readonly (readonly [string, ColumnKind])[];
}

/** What was read of the event table. */
export interface EventsRead {
  readonly events: number;
  readonly people: number;
  readonly kinds: number;
  /** Rows left out: without who, what or when; said twice; far from all others in time. */
  readonly missing: number;
  readonly duplicates: number;
  readonly strays: number;
}

/** What the lens found besides, for the report. */
export interface SequenceFindings {
  readonly snapshots: Snapshots;
  /** Rows of the file as events. */
  readonly read: EventsRead;
  /** `next`: share of the test rows whose next event is among the k likeliest, of the model and of a Markov chain. */
  readonly topK?: readonly { readonly k: number; readonly model: number; readonly markov: number }[];
  /** What an event in the journey does to the prediction, by taking it out: mean change over test rows that have it. */
  readonly events: readonly {
    readonly event: string;
    readonly rows: number;
    readonly change: number;
    readonly recentDays: number;
  }[];
  /** Share of the predictions' spread that is still there when only the latest n days are seen. */
  readonly recency: readonly { readonly days: number; readonly kept: number }[];
}
