/** Share of the steps over which the learning rate rises. */
const WARM_UP = 0.05;

/**
 * Rises in a line, then falls along half a cosine to 0 (Loshchilov and Hutter 2017).
 * @param progress share of the steps done, 0 … 1
 */
export function learningRateAt(progress: number, peak: number): number {
  if (progress < WARM_UP) return peak * ((progress + WARM_UP / 8) / (WARM_UP * 1.125));
  return peak * 0.5 * (1 + Math.cos((Math.PI * (progress - WARM_UP)) / (1 - WARM_UP)));
}
