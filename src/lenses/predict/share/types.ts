import type { Message } from '../../../core/errors.ts';
import type { Card } from '../../../core/advise/types.ts';
import type { Estimate, MetricName } from '../../../core/metrics/types.ts';
import type { TaskKind } from '../../../core/learn/task.ts';
import type { ColumnKind } from '../../../core/table/column.ts';
import type { PersonalColumn } from '../../../core/privacy/types.ts';
import type { PredictModel } from '../model.ts';
import type { SplitChoice } from '../question.ts';
import type { Try } from '../report.ts';
import type { PortableModel } from '../portable/types.ts';
import type { PredictedGroup } from './counts.ts';

/** What a shared prediction report is made from. */
export interface PredictSource {
  readonly model: PredictModel;
  readonly personal: readonly PersonalColumn[];
  /** The threshold that holds now, where the person moved it. */
  readonly threshold?: number;
  /** Texts: the confidence that holds now, where the person moved it. */
  readonly handOver?: number;
  readonly money?: {
    readonly currency: string;
    readonly valuePerRow?: number;
    readonly costPerRow?: number;
    readonly effect?: number;
  };
  /** The model itself may be so long, in characters of JSON; a link has less room than a file. */
  readonly modelBudget: number;
}

/** Parts that can be taken out. The verdict and its figures cannot: a report is about them. */
export const SHARE_PARTS = ['proof', 'drivers', 'dependence', 'formula', 'actions', 'money', 'model'] as const;
export type SharePartId = (typeof SHARE_PARTS)[number];

/**
 * A band of predicted probabilities among the test rows: every curve, the calibration and the threshold's counts are
 * made from these bands and from nothing else, so that no two pictures can be subtracted from each other. In each band
 * yes and no are 0 or at least 11 rows.
 */
export interface ScoreBand {
  /** Lowest probability of the band; the band ends where the next begins, the last at 1. */
  readonly from: number;
  readonly yes: number;
  readonly no: number;
  /** Mean prediction in the band. */
  readonly mean: number;
}

export interface SharedCard extends Omit<Card, 'id'> {
  /** Counts are told to the nearest ten, and everything made of them from these: exactly they would show 1 to 10 rows. */
  readonly rounded?: true;
}

/** The body of a shared prediction report. Numbers are rounded to what the pictures need. */
export interface SharedPredict {
  readonly target: string;
  readonly task: TaskKind;
  readonly classes?: readonly string[];
  readonly rows: { readonly total: number; readonly train: number; readonly validation: number; readonly test: number };
  /** Its `column` is empty where that was taken out. */
  readonly split: SplitChoice;
  readonly chosen: { readonly estimator: string; readonly family: Try['family'] };
  readonly verdict: Message;
  readonly selectionMetric: MetricName;
  readonly test: readonly (Estimate & { readonly metric: MetricName; readonly baseline: number })[];
  readonly threshold?: { readonly value: number; readonly rule: 'f1' | 'money' | 'by-hand' };
  readonly bands?: readonly ScoreBand[];
  /** confusion[actual][predicted] over the test rows; null where it was held back. */
  readonly confusion?: readonly (readonly (number | null)[])[];
  readonly groups?: readonly PredictedGroup[];
  /** The bins at the ends hold everything beyond them, too. */
  readonly residuals?: { readonly edges: readonly number[]; readonly counts: readonly number[] };
  readonly typicalError80?: number;
  readonly importances?: readonly (Estimate & { readonly column: string; readonly metric: MetricName })[];
  readonly dependence?: readonly {
    readonly column: string;
    readonly kind: ColumnKind;
    readonly ofClass?: string;
    readonly rowCount: number;
    readonly points: readonly {
      readonly x: number;
      readonly level?: string;
      readonly y: number;
      /** Share of the rows in this stretch among those of all points that are told. */
      readonly density: number;
    }[];
  }[];
  readonly formula?: {
    readonly estimator: string;
    readonly rowCount: number;
    readonly penalty: number;
    readonly intercept: number;
    readonly isChosen: boolean;
    /** Terms that were held back: without them the formula does not predict. */
    readonly heldTerms?: number;
    readonly coefficients: readonly {
      readonly column: string;
      readonly level?: string;
      readonly value: number;
      readonly standardError?: number;
      readonly low?: number;
      readonly high?: number;
      readonly pValue?: number;
    }[];
    readonly references?: readonly { readonly column: string; readonly level: string }[];
  };
  readonly cards?: readonly SharedCard[];
  readonly money?: PredictSource['money'];
  readonly model?: PortableModel;
}
