/**
 * Row numbers with a purpose. Only `split.ts` makes them, so fitting on rows set aside for judging does not compile.
 * At run time each is a plain sorted Int32Array of row numbers.
 */
declare const purpose: unique symbol;

/** Rows a model or a Step may learn from. */
export type TrainRows = Int32Array & { readonly [purpose]: 'train' };
/** Rows on which tries are compared, thresholds are settled and drivers are measured. */
export type ValidationRows = Int32Array & { readonly [purpose]: 'validation' };
/** Rows opened once, at the end, with everything settled. */
export type TestRows = Int32Array & { readonly [purpose]: 'test' };
/** Rows on which a model may be judged. */
export type JudgeRows = ValidationRows | TestRows;
