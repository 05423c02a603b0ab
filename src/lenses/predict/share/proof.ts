import type { MetricName } from '../../../core/metrics/types.ts';
import { scoreBands } from './bands.ts';
import type { SafeClasses } from './classes.ts';
import { safeConfusion } from './confusion.ts';
import type { Dominance } from './dominance.ts';
import type { Tellable } from './figures.ts';
import { regressionProof } from './groups.ts';
import type { HeldList } from './held.ts';
import type { PredictSource, SharedPredict } from './types.ts';

/** Figures made of squared errors. */
const SQUARED: ReadonlySet<MetricName> = new Set(['rmse', 'r2']);

export interface ProofFound {
  readonly shown: Pick<SharedPredict, 'bands' | 'confusion' | 'groups' | 'residuals' | 'typicalError80'>;
  readonly tellable: Tellable;
}

/** Pictures of the test rows, and what that leaves to be said in figures; the figures stand even where pictures are taken out. */
export function proofOf(
  { model, threshold }: PredictSource,
  classes: SafeClasses | undefined,
  dominance: Dominance,
  held: HeldList,
): ProofFound {
  const { report } = model;
  const everything: Tellable = {
    counted: () => true,
    rankingAlone: false,
    dominated: (metric) => (metric === 'mae' ? dominance.sums : SQUARED.has(metric) && dominance.squares),
  };
  const advised = report.threshold?.value;
  if (report.binary) {
    const wanted = [advised, threshold].filter((at) => at !== undefined);
    const found = scoreBands(report.binary.test, wanted);
    if (!found) {
      held.add('bands');
      return { shown: {}, tellable: { ...everything, counted: () => false, rankingAlone: true } };
    }
    // Accuracy and the like were taken at the advised threshold, and are told where the bands tell its counts.
    const exact = advised === undefined || found.exact.includes(advised);
    if (threshold !== undefined && !found.exact.includes(threshold)) held.add('threshold', { share: threshold });
    return { shown: { bands: found.bands }, tellable: { ...everything, counted: () => exact } };
  }
  if (report.multiclass && classes) {
    const baseline = report.test.find(({ metric }) => metric === 'accuracy')?.baseline ?? NaN;
    const found = safeConfusion(report.multiclass.test, classes, baseline);
    if (!found.confusion) held.add('confusion', { count: classes.names.length });
    const cells = found.confusion?.flat() ?? [];
    const nulls = cells.filter((cell) => cell === null).length;
    if (nulls > 0) held.add('cells', { count: nulls, of: cells.length });
    return {
      shown: found.confusion ? { confusion: found.confusion } : {},
      tellable: {
        ...everything,
        counted: (metric) => (metric === 'accuracy' ? found.accuracy : found.byClass),
      },
    };
  }
  if (report.regression) {
    const shown = regressionProof(report.regression.test, report.split.validation, report.counts?.regression);
    if (!shown) held.add('groups');
    return { shown: shown ?? {}, tellable: everything };
  }
  return { shown: {}, tellable: { ...everything, counted: () => report.task === 'regression' } };
}
