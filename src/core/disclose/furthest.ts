/** The largest share that one row has of a sum of figures that are 0 or more; 0 where all are 0. */
export function furthestShare(figures: ArrayLike<number>): number {
  let sum = 0;
  let most = 0;
  for (let i = 0; i < figures.length; i++) {
    const figure = figures[i] as number;
    sum += figure;
    most = Math.max(most, figure);
  }
  return sum > 0 ? most / sum : 0;
}
