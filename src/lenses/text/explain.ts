import type { Explanation } from '../predict/explain.ts';

/** One column says it all: there is nothing to rank or to draw. Words that drive the classes are among the findings. */
export async function explainTexts(): Promise<Explanation> {
  return { importances: [], dependence: [], cards: [], counts: {}, warnings: [] };
}
