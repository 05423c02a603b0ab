import { makeHistogram, type Histogram } from './histogram.ts';

/** Memory that the histograms of one fit may take. */
const MAX_BYTES = 256 * 2 ** 20;

/** Anything that holds a histogram it could do without. */
interface Holder {
  histogram: Histogram | undefined;
  readonly split: { readonly gain: number };
}

/** Reuses histograms between leaves and trees. Where memory is short, the open leaf with the least gain gives its up. */
interface HistogramPool {
  take(open: readonly Holder[]): Histogram;
  giveBack(holder: Holder): void;
}

export function createHistogramPool(bins: number): HistogramPool {
  const free: Histogram[] = [];
  // Parent, child and one to spare must always be there.
  const most = Math.max(3, Math.floor(MAX_BYTES / (16 * Math.max(1, bins))));
  let made = 0;
  const evict = (open: readonly Holder[]): Histogram | undefined => {
    let least: Holder | undefined;
    for (const holder of open) {
      if (holder.histogram && (!least || holder.split.gain < least.split.gain)) least = holder;
    }
    const histogram = least?.histogram;
    if (least) least.histogram = undefined;
    return histogram;
  };
  return {
    take(open) {
      const kept = free.pop() ?? (made >= most ? evict(open) : undefined);
      if (kept) return kept;
      made++;
      return makeHistogram(bins);
    },
    giveBack(holder) {
      if (holder.histogram) free.push(holder.histogram);
      holder.histogram = undefined;
    },
  };
}
