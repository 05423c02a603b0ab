import type { GenericSchema } from 'valibot';
import type { Message } from '../core/errors.ts';

/**
 * A report as it leaves the page: plain JSON, no rows, no group under 11. `body` is the lens's own; it is checked by the
 * lens's schema when it is opened, since a link is untrusted input.
 */
export interface SharedReport<Body = unknown> {
  readonly format: 'sightglass.shared';
  readonly version: 1;
  readonly lens: string;
  readonly title: string;
  /** ISO 8601, the day alone. */
  readonly createdOn: string;
  readonly appVersion: string;
  readonly body: Body;
}

/** A part of a report that can be taken out before sharing. */
export interface SharePart {
  /** Worded by the page as `share.part.<lens>.<id>`. */
  readonly id: string;
  /** Why it cannot be shared, where it cannot. */
  readonly refused?: Message;
}

/** What the person chose before sharing. */
export interface ShareChoices {
  /** Ids of the parts taken out. */
  readonly without: readonly string[];
  /** Columns taken out by hand: their name is nowhere in what is shared. */
  readonly columnsOut: readonly string[];
  /** Columns with personal data that were put back by hand; the others are left out. */
  readonly putBack: readonly string[];
}

/** What is shared, and what was held back of it and why (`share.held.*`), for the person to see before copying. */
export interface Shared<Body> {
  readonly body: Body;
  readonly held: readonly Message[];
}

/** How a lens shares what it found. `Source` is all that the page knows of it. */
export interface LensSharing<Source, Body> {
  readonly lens: string;
  /**
   * Parts of this source in the order in which they are shown, those that cannot be shared too.
   * @param choices where given, also what these choices keep from being shared
   */
  parts(source: Source, choices?: ShareChoices): readonly SharePart[];
  build(source: Source, choices: ShareChoices): Shared<Body>;
  /** What a body must be like to be opened. Bounded: lengths of lists and words have a limit. */
  readonly schema: GenericSchema<unknown, Body>;
}
