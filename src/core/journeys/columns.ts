/** Columns of the tables that are made of events, beside the one that names whom a row is about. */

/** When the row was looked at: nothing in it is later. */
export const SNAPSHOT_COLUMN = 'snapshot';
/** When the answer was known: the end of the horizon. */
export const KNOWN_COLUMN = 'answer known';
/** The latest events before the snapshot, in one cell (`writeJourney`). */
export const JOURNEY_COLUMN = 'journey';
