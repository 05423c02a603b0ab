import type { TaskKind } from '../../src/core/learn/task.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { makeTarget, ROWS, type Case } from '../contract/estimator-contract.ts';

export const PICTURE_SIZE = { height: 6, width: 6, channels: 1 } as const;

/** Small grey pictures as columns of pixels: a spot in the upper left is as light as the score is high. */
export function pictureCase(task: TaskKind, seed: number): Case {
  const random = createRandom(seed).fork('pictures');
  const scores = Float64Array.from({ length: ROWS }, () => 1.5 * random.normal());
  const columns = Array.from({ length: 36 }, (_, place): Column => {
    const spot = Math.hypot((place % 6) - 1.5, Math.floor(place / 6) - 1.5) < 1.5 ? 1 : 0;
    const values = scores.map((score) => 8 + 2 * spot * score + 0.5 * random.normal());
    return { kind: 'number', name: place === 0 ? '__proto__' : `p${place}`, values };
  });
  return { features: makeTable(columns), target: makeTarget(task, scores) };
}
