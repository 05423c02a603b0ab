import type { SharedPredict } from '../../predict/share/types.ts';

/** Parts that can be taken out of a report about texts. */
export const TEXT_PARTS = ['proof', 'kinds', 'hand-over', 'actions'] as const;
export type TextPartId = (typeof TEXT_PARTS)[number];

/** Two shares 0 … 1 between which one lies. */
export interface Between {
  readonly low: number;
  readonly high: number;
}

/** How well one kind is told, as coarsely as it may be said. */
export interface SharedKind {
  readonly name: string;
  /** Test rows of it; to the nearest ten where `rounded`. */
  readonly rows: number;
  readonly rounded?: true;
  /** Of its texts, the share that is found; of texts so named, the share that is of it. Absent: held back. */
  readonly found?: Between;
  readonly named?: Between;
}

/** What becomes of texts by how sure the model must be to answer. */
export interface SharedHandOver {
  /** The threshold that holds now. */
  readonly threshold: number;
  readonly byHand: boolean;
  readonly auroc: { readonly value: number; readonly low: number; readonly high: number };
  /** By ascending threshold; between two points of it lie no or at least 11 texts of each sort. */
  readonly curve: readonly {
    readonly threshold: number;
    readonly accuracy: number;
    readonly answered: number;
    readonly handedOver: number;
  }[];
}

/** Cards about a kind: `card.text.…`. */
export const INBOX_CARDS = ['card.text.low-rated', 'card.text.growing', 'card.text.most-complained'] as const;

/** A kind that stands out, in counts to the nearest ten. */
export interface SharedInboxCard {
  readonly code: (typeof INBOX_CARDS)[number];
  readonly name: string;
  /** Texts of it, and of all kinds. */
  readonly rows: number;
  readonly of: number;
  readonly growth?: { readonly days: number; readonly before: number; readonly after: number };
  /** Share of its ratings that are low. */
  readonly low?: Between;
  /** Kinds looked at, and the adjusted p value at most; absent where nothing was tested. */
  readonly tried?: number;
  readonly p?: number;
}

/**
 * The body of a shared report about texts. No text is in it, no example, no word of one and no number of a row: only how
 * well the kinds are told apart, and which of them stand out.
 */
export interface SharedText {
  /** The figures that all lenses give. */
  readonly predict: SharedPredict;
  readonly kinds?: readonly SharedKind[];
  readonly handOver?: SharedHandOver;
  readonly cards?: readonly SharedInboxCard[];
}
