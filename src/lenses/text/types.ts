import type { Finding } from '../../core/errors.ts';
import type { Estimate } from '../../core/metrics/types.ts';
import type { RatingKind } from '../../core/text/inbox/rating-scale.ts';

/**
 * What the text lens found besides the figures that all lenses give. A report never holds a text: rows are named by
 * their number in the table, and the page shows their words where the table is there.
 */
export interface TextFindings {
  readonly language: 'en-like' | 'zh' | 'other';
  readonly texts: {
    readonly rows: number;
    readonly empty: number;
    /** Longer than what is read of a text. */
    readonly cut: number;
    readonly medianTokens: number;
  };
  /** On the test rows, the most frequent class first. */
  readonly perClass: readonly {
    readonly name: string;
    readonly count: number;
    readonly precision: Estimate;
    readonly recall: Estimate;
    readonly f1: number;
    /** Words that speak for it, the strongest first: each in at least as many training rows as may be told of. */
    readonly words: readonly string[];
  }[];
  /** Pairs that are taken for each other on the test rows, the most frequent first. */
  readonly confusions: readonly {
    readonly actual: string;
    readonly predicted: string;
    readonly count: number;
    /** Test rows of `actual`. */
    readonly of: number;
    /** Some of them. */
    readonly rows: readonly number[];
  }[];
  readonly outOfScope: OutOfScope;
  /** Training and validation rows whose label is probably wrong, the likeliest first. */
  readonly mislabelled: {
    readonly estimated: number;
    readonly rows: readonly {
      readonly row: number;
      readonly given: string;
      readonly suggested: string;
      /** 0 … 1, higher is likelier wrong. */
      readonly score: number;
    }[];
  };
  readonly duplicates: {
    readonly rows: number;
    readonly groups: readonly { readonly rows: readonly number[]; readonly disagree: boolean }[];
  };
  /** What people write about, by class. */
  readonly subjects: readonly Subject[];
  /** Where there are ratings. */
  readonly sentiment?: Sentiment;
  readonly findings: readonly Finding[];
}

/** How well the model knows what it does not know, on classes that were held out of training for this. */
export interface OutOfScope {
  readonly heldOut: readonly string[];
  /** Texts of held-out classes against texts of known ones, by confidence. */
  readonly auroc: Estimate;
  readonly inScopeRows: number;
  readonly outOfScopeRows: number;
  /** By ascending threshold, at most 201. */
  readonly curve: readonly {
    readonly threshold: number;
    /** Of the answered texts in scope, how many rightly. */
    readonly accuracy: number;
    /** Share of the texts in scope that is answered. */
    readonly answered: number;
    /** Share of the texts out of scope that is handed to a person. */
    readonly handedOver: number;
  }[];
  /** Settled with a wrong answer five times as dear as a hand-over, until the person says what they cost. */
  readonly advised: number;
}

/** What words have to do with ratings. */
export interface Sentiment {
  /** Column with the ratings. */
  readonly column: string;
  readonly scale: RatingKind;
  /** A rating is low up to here. */
  readonly lowTo: number;
  readonly rated: number;
  readonly low: { readonly rows: number; readonly share: Estimate };
  /** Words, and pairs of them, whose texts are rated clearly lower than the others, the lowest first. */
  readonly words: readonly {
    readonly word: string;
    readonly rows: number;
    readonly mean: Estimate;
    readonly elsewhere: number;
    readonly adjustedPValue: number;
  }[];
  /** How many words were looked at. */
  readonly tried: number;
  /** Low and other ratings told apart by the text alone, on test rows; absent where there are too few of either. */
  readonly told?: { readonly auroc: Estimate; readonly lowRows: number; readonly otherRows: number };
}

/** One topic or class over the whole inbox. */
export interface Subject {
  readonly name: string;
  readonly rows: number;
  readonly share: Estimate;
  /** The last days against as many before them, where there are dates. */
  readonly growth?: {
    readonly days: number;
    readonly ratio: Estimate;
    readonly before: number;
    readonly after: number;
    readonly adjustedPValue: number;
  };
  /** Where there are ratings. */
  readonly rating?: {
    readonly mean: Estimate;
    readonly elsewhere: number;
    readonly rows: number;
    readonly adjustedPValue: number;
  };
  /** Low ratings on their scale, of those rated, where there are ratings. */
  readonly low?: { readonly rows: number; readonly rated: number };
  /** Counts a period, where there are dates. */
  readonly trend?: readonly { readonly from: number; readonly count: number }[];
  readonly examples: readonly number[];
}

/** Past answers to draw from: the words are the company's own, and none are made up. */
export interface Assistant {
  readonly format: 'sightglass.assistant';
  readonly version: 1;
  /** Column they came from. */
  readonly column: string;
  /** Questions that were answered, with their answer and, where known, their class. */
  readonly entries: readonly { readonly question: string; readonly answer: string; readonly label?: string }[];
  /** Index over the questions' words and, where a network was chosen, its embeddings. Only `core/text/inbox` reads it. */
  readonly index: unknown;
  /** Below this score it hands over. */
  readonly threshold: number;
}

/** A question typed to the assistant, or any text to be read. */
export interface Reading {
  /** Classes by probability, the likeliest first; at most five. */
  readonly classes: readonly { readonly name: string; readonly share: number }[];
  readonly confidence: number;
  /** Whether it is to be handed to a person. */
  readonly handOver: boolean;
  /** What spoke for the first class (positive) and against it, in UTF-16 positions of the text. */
  readonly marks: readonly { readonly start: number; readonly end: number; readonly weight: number }[];
  readonly answers: readonly {
    readonly answer: string;
    readonly question: string;
    readonly score: number;
    /** Words that both have and that few others do. */
    readonly because: readonly string[];
    readonly label?: string;
  }[];
}

/** Groups of texts that were found without labels. */
export interface Topics {
  readonly column: string;
  readonly rows: number;
  readonly topics: readonly Topic[];
  /** Topic of each table row; −1: none is near, or no text. */
  readonly codes: Int32Array;
  /** Rows that are worth a label most, the most useful first. */
  readonly next: readonly number[];
}

export interface Topic {
  readonly id: number;
  /** Its own words, the most telling first. */
  readonly words: readonly string[];
  readonly subject: Subject;
}
