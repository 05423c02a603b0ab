/** Watches how long tries take and says what still fits into the time there is. */
export interface Timekeeper {
  /** Milliseconds of the budget that are gone. */
  elapsed(): number;
  /** @param ms how long one fold of one try took */
  record(estimator: string, ms: number): void;
  /**
   * Whether so many folds of the estimator, and then the refits of it and of `others` that may be chosen with it, are
   * likely to end within the budget. Unmeasured ones are taken to fit.
   */
  fits(estimator: string, folds: number, others: readonly string[]): boolean;
  /**
   * Whether what is left of the budget is only just enough for the refits of those that may be chosen.
   * @param folds of `estimator` that are to be kept time for, too
   */
  over(chosen: readonly string[], estimator?: string, folds?: number): boolean;
  /** @param folds how many folds are planned after this moment at most */
  estimate(folds: number): number;
}

/** However long the refits take, so much of the budget is for trying. */
const LEAST_TRYING = 0.6;

/**
 * @param budgetMs for all tries and the refits together
 * @param refitFolds how many folds' time the two refits (without the test rows, then on all rows) take together
 * @param clock milliseconds; a clock that stands still makes everything fit
 * @param spentMs gone before, in a search that was interrupted
 */
export function createTimekeeper(budgetMs: number, refitFolds: number, clock: () => number, spentMs = 0): Timekeeper {
  const start = clock() - spentMs;
  const spent = new Map<string, { ms: number; folds: number }>();
  const mean = (estimator: string): number => {
    const known = spent.get(estimator);
    return known ? known.ms / known.folds : 0;
  };
  const elapsed = (): number => clock() - start;
  const reserved = (chosen: readonly string[]): number => {
    const refits = [...new Set(chosen)].reduce((sum, id) => sum + refitFolds * mean(id), 0);
    return Math.min(refits, (1 - LEAST_TRYING) * budgetMs);
  };
  return {
    elapsed,
    record(estimator, ms) {
      const known = spent.get(estimator) ?? { ms: 0, folds: 0 };
      spent.set(estimator, { ms: known.ms + ms, folds: known.folds + 1 });
    },
    fits: (estimator, folds, others) =>
      elapsed() + folds * mean(estimator) + reserved([estimator, ...others]) <= budgetMs,
    over: (chosen, estimator, folds = 0) =>
      elapsed() + reserved(chosen) + (estimator === undefined ? 0 : folds * mean(estimator)) > budgetMs,
    estimate(folds) {
      let ms = 0;
      let done = 0;
      for (const known of spent.values()) {
        ms += known.ms;
        done += known.folds;
      }
      const typical = done > 0 ? ms / done : 0;
      return Math.max(0, Math.min(folds * typical, budgetMs - elapsed()));
    },
  };
}
