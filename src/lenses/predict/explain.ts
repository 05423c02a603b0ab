import type { Card } from '../../core/advise/types.ts';
import type { Finding } from '../../core/errors.ts';
import type { Dependence, Importance } from '../../core/explain/types.ts';
import type { Formula } from '../../core/learn/linear/types.ts';
import type { Contender } from './contender.ts';
import type { SearchResult } from './search.ts';
import type { Training } from './train.ts';

/** What drives the predictions, and what to do about it. */
export interface Explanation {
  readonly importances: readonly Importance[];
  readonly dependence: readonly Dependence[];
  readonly formula?: Formula;
  readonly cards: readonly Card[];
  readonly warnings: readonly Finding[];
}

export async function explain(_training: Training, _chosen: Contender, _found: SearchResult): Promise<Explanation> {
  return { importances: [], dependence: [], cards: [], warnings: [] };
}
