/** What was learned of a series, by its place where the names agree, else by its name: views may come in another order. */
export function findNamed<Learned extends { readonly name: string }>(
  series: readonly Learned[],
  name: string,
  position: number,
): Learned | undefined {
  const there = series[position];
  return there?.name === name ? there : series.find((one) => one.name === name);
}
