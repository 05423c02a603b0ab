import type { Message } from '../core/errors.ts';
import type { PersonalColumn } from '../core/privacy/types.ts';
import type { ShareChoices, SharePart, SharedReport } from '../lenses/share.ts';

/** What the person settles before anything is shared. */
export interface SharingChoices extends ShareChoices {
  readonly title: string;
}

/** What is about to be shared, for the person to see before it is copied. */
export interface Sharing {
  readonly report: SharedReport;
  readonly parts: readonly SharePart[];
  readonly held: readonly Message[];
  /** Columns that can be taken out, the target first. */
  readonly columns: readonly string[];
  readonly personal: readonly PersonalColumn[];
}

/** A report as a link; `payload` is undefined where it is too long for one. */
export interface ShareLink {
  readonly payload: string | undefined;
  readonly length: number;
  /** Up to here every messenger passes a link on unharmed. */
  readonly aim: number;
  readonly most: number;
}

/** Making reports to share, and opening those of others. */
export interface SharingCommands {
  /**
   * What would be shared of the model on the screen. A link has less room than a file: there the model itself stays
   * behind where it is too long. @throws model.none
   */
  prepareSharing(choices: SharingChoices, medium: 'link' | 'file'): Promise<Sharing>;
  shareLink(report: SharedReport): Promise<ShareLink>;
  /** One HTML file that opens from disk. */
  reportFile(report: SharedReport): Promise<Blob>;
  /** @throws share.damaged, share.newer, … */
  openShared(payload: string): Promise<SharedReport>;
}
