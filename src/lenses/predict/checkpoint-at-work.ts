import type { PlainData } from '../../core/learn/estimator.ts';
import { plainSize } from '../../core/learn/plain-size.ts';
import type { CheckpointPart, CheckpointStep } from '../checkpoint.ts';
import type { FitId } from './checkpoint-journal.ts';

/** How far a fit at work has come. */
export interface Reached {
  /** Milliseconds of fitting until then, in all its runs. */
  readonly ms: number;
  /** What the estimator told; it says itself whether it can go on from it. */
  readonly checkpoint: PlainData;
}

/** The part of a checkpoint that says how far the fit at work has come: one at most, the newest in place of the last. */
export interface AtWork {
  /** Parts of the checkpoint that are about something else. */
  readonly others: readonly CheckpointPart[];
  reached(fit: FitId): Reached | undefined;
  /** @returns whether it is kept: past 64 MB what was kept of the fit before stays */
  reach(fit: FitId, reached: Reached): boolean;
  leave(fit: FitId): void;
  readonly isFurther: boolean;
  /** What changes among the parts, once. */
  take(): Pick<CheckpointStep, 'put' | 'drop'>;
}

/** Key of the part; no fit has it, since theirs begin with a number or a step's name and a dot. */
const AT_WORK = 'at-work';
const MOST_BYTES = 64 * 2 ** 20;

interface Kept extends Reached {
  /** The fit, as text. */
  readonly fit: string;
}

const nameOf = ({ key, estimator, version, params }: FitId): string =>
  JSON.stringify([key, estimator, version, params]);

/** Anything else than what was kept counts as nothing: then the fit begins anew. */
function readKept(value: PlainData): Kept | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('fit' in value && 'ms' in value && 'checkpoint' in value)) return undefined;
  const { fit, ms, checkpoint } = value;
  if (typeof fit !== 'string' || typeof ms !== 'number' || !(ms >= 0 && ms < Infinity)) return undefined;
  return { fit, ms, checkpoint };
}

/** @param saved parts that an earlier run of the same search left */
export function createAtWork(saved: readonly CheckpointPart[], mostBytes = MOST_BYTES): AtWork {
  const before = saved.find(({ key }) => key === AT_WORK);
  let kept = before && readKept(before.value);
  let isStored = before !== undefined;
  let isFurther = false;
  return {
    others: saved.filter((part) => part !== before),
    reached(fit) {
      if (kept?.fit !== nameOf(fit)) return undefined;
      return { ms: kept.ms, checkpoint: kept.checkpoint };
    },
    reach(fit, reached) {
      if (plainSize(reached.checkpoint) > mostBytes) return false;
      kept = { fit: nameOf(fit), ...reached };
      isFurther = true;
      return true;
    },
    leave(fit) {
      if (kept?.fit !== nameOf(fit)) return;
      kept = undefined;
      isFurther = false;
    },
    get isFurther() {
      return isFurther;
    },
    take() {
      const put = isFurther && kept ? [{ key: AT_WORK, value: kept }] : [];
      const drop = isStored && !kept ? [AT_WORK] : [];
      isStored = kept !== undefined;
      isFurther = false;
      return { put, drop };
    },
  };
}
