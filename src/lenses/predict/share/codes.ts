/** Closed sets of a shared report: what is not among these is not opened. */
export const VERDICTS = [
  'verdict.useful',
  'verdict.simple-is-as-good',
  'verdict.not-confirmed',
  'verdict.too-little-data',
  'verdict.nothing-beats-baseline',
  'verdict.other',
] as const;

export const CARDS = [
  'advise.act-on-segment',
  'advise.class-segment',
  'advise.high-segment',
  'advise.low-segment',
  'advise.use-ranked-list',
  'advise.nothing-found',
  'advise.collect-more',
] as const;

export const METRICS = [
  'rocAuc',
  'prAuc',
  'logLoss',
  'brier',
  'accuracy',
  'f1',
  'macroF1',
  'balancedAccuracy',
  'rmse',
  'mae',
  'r2',
  'medianAbsoluteError',
] as const;

export const KINDS = ['number', 'date', 'category', 'text', 'image'] as const;
export const TASKS = ['regression', 'binary', 'multiclass'] as const;
export const RULES = ['f1', 'money', 'by-hand'] as const;
export const EVIDENCE = ['association', 'natural-experiment', 'randomised'] as const;
