import type { ClassPrediction } from '../../../core/learn/task.ts';

/** What became of the texts of a file. */
export interface HandedOver {
  readonly rows: number;
  readonly handed: number;
  /** The kind that most answered texts are of. */
  readonly commonest: { readonly name: string; readonly count: number } | undefined;
}

/** @param threshold confidence below which a text goes to a person */
export function handedOver({ classes, probabilities }: ClassPrediction, threshold: number): HandedOver {
  const width = classes.length;
  const rows = width === 0 ? 0 : probabilities.length / width;
  const counts = new Int32Array(width);
  let handed = 0;
  for (let row = 0; row < rows; row++) {
    let best = 0;
    for (let k = 1; k < width; k++) {
      if ((probabilities[row * width + k] as number) > (probabilities[row * width + best] as number)) best = k;
    }
    if ((probabilities[row * width + best] as number) < threshold) handed++;
    else counts[best] = (counts[best] as number) + 1;
  }
  const most = counts.indexOf(Math.max(...counts));
  const count = counts[most] ?? 0;
  return { rows, handed, commonest: count > 0 ? { name: classes[most] as string, count } : undefined };
}
