import type { Random } from '../../../core/random.ts';
import type { MaskPlan } from '../plan.ts';

/** Masks are drawn by 16 bits a number: three numbers from each draw of 53 bits. */
const LEVELS = 65_536;

/**
 * A mask a dropout layer for a batch: 0 where a number is dropped, else 1 / (1 − rate).
 * @returns rows × width each
 */
export function drawMasks(plans: readonly MaskPlan[], rows: number, random: Random): Float32Array[] {
  return plans.map(({ rate, width }) => {
    const mask = new Float32Array(rows * width);
    const kept = 1 / (1 - rate);
    const edge = rate * LEVELS;
    for (let i = 0; i < mask.length; i += 3) {
      let rest = random.next();
      for (let j = i; j < Math.min(i + 3, mask.length); j++) {
        rest *= LEVELS;
        const level = Math.floor(rest);
        rest -= level;
        mask[j] = level < edge ? 0 : kept;
      }
    }
    return mask;
  });
}
