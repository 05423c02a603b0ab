/** Numbers in [0, 1) that look random and are the same in every run (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A CSV text of `count` rows under a header. */
export function csvOf(header: string, count: number, row: (i: number, random: () => number) => string): string {
  const random = numbers(7);
  return `${header}\n${Array.from({ length: count }, (_, i) => row(i, random)).join('\n')}\n`;
}

/** Customers who leave the likelier the fewer their visits: a table that trains well in seconds. */
export function customers(count: number, seed = 1): string {
  const random = numbers(seed);
  const rows = Array.from({ length: count }, (_, i) => {
    const visits = Math.floor(random() * 30);
    const price = (10 + random() * 90).toFixed(2);
    const plan = ['basic', 'plus', 'team'][Math.floor(random() * 3)];
    const left = random() < 1 / (1 + Math.exp(0.25 * (visits - 12) + (plan === 'team' ? 1 : 0))) ? 'yes' : 'no';
    return `C-${10_000 + i},${visits},${price},${plan},${left}`;
  });
  return `customer_id,visits,price,plan,left\n${rows.join('\n')}\n`;
}
