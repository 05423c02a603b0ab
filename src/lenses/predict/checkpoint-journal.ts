import type { ComputeNote } from '../../core/learn/compute.ts';
import type { PlainData } from '../../core/learn/estimator.ts';
import { plainSize } from '../../core/learn/plain-size.ts';
import type { CheckpointPart, CheckpointStep } from '../checkpoint.ts';
import { makeHead, unreadable, type CheckpointBasis, type FitRecord, type ReadCheckpoint } from './checkpoint.ts';
import { createAtWork, type Reached } from './checkpoint-at-work.ts';

/** A fit by its name and what went into it; the name is unique in a search. */
export interface FitId {
  readonly key: string;
  readonly estimator: string;
  readonly version: number;
  readonly params: PlainData;
}

/** What is remembered of a fit. */
export interface Recalled {
  readonly record: FitRecord;
  /** `undefined` where only the figures were kept. */
  readonly part: PlainData;
}

export interface JournalOptions extends CheckpointBasis {
  /** Milliseconds since this run of the training began. */
  readonly clock: () => number;
  readonly compute: () => ComputeNote;
  /** Whether anybody keeps checkpoints; where not, none are made. */
  readonly kept: boolean;
  /** Bytes of parts that are kept at most. */
  readonly mostBytes?: number;
}

/**
 * Everything in a search that does not follow from the plan and the rows: what fits gave, and what the clock said. With
 * it the same search runs again as it ran, and goes on where it was.
 */
export interface Journal {
  /** Milliseconds that earlier runs of the search took, and of the whole training. */
  readonly searchMs: number;
  readonly elapsedMs: number;
  /** Whether what was recalled so far ended with the person wanting the best so far. */
  readonly finished: boolean;
  /** The engine that networks ran on before, where they did. */
  readonly compute: ComputeNote | undefined;
  /** @throws train.checkpoint-unreadable where something else was fitted under this name */
  recall(fit: FitId): Recalled | undefined;
  /** Settings of a fit on record, where they were settled by others that are gone since; `undefined` where there is none. */
  paramsOf(key: string): PlainData;
  /** @param part what it learned and predicted */
  add(record: FitRecord, part?: PlainData): void;
  /** The answer given earlier at this point of the search, else a new one. */
  decide(ask: () => boolean): boolean;
  /** Keeps something beside the fits for as long as the checkpoint lasts. */
  keep(key: string, part: PlainData): void;
  /** `undefined` where it was not. */
  kept(key: string): PlainData;
  /** Lets go of what was kept beside the fits. */
  forget(key: string): void;
  /** Whether anybody keeps checkpoints. */
  readonly isKept: boolean;
  /** How far the fit had come when it was interrupted; `undefined` where nothing is known of that. */
  reached(fit: FitId): Reached | undefined;
  /** The fit at work has come so far. Of one fit at a time, the last to say so, this is kept. */
  reach(fit: FitId, reached: Reached): void;
  /** The fit is at work no more. */
  leave(fit: FitId): void;
  /** Whether the fit at work has come further than was told. */
  readonly isFurther: boolean;
  /** Whether there is something new to tell, and, unless it is urgent, the last telling was a while ago. */
  due(urgent: boolean): boolean;
  /** What is new, once. @param progress as told last where it is left out: the search is over */
  take(progress?: SearchProgress): CheckpointStep;
}

export interface SearchProgress {
  /** Keys of the fits that may still be chosen; of the others only the figures are kept. */
  readonly wanted: ReadonlySet<string>;
  /** Milliseconds since the search began, in all its runs. */
  readonly searchMs: number;
}

/** Predictions and learned states; past this, folds are fitted again rather than kept. */
const MOST_BYTES = 64 * 2 ** 20;
/** Between two tellings that are not urgent. */
const EVERY_MS = 2_000;

const wasMissed = ({ outcome }: FitRecord): boolean => outcome.kind === 'fitted' && outcome.kept === 'nothing';

/** @param saved what an earlier run of the same search told */
export function createJournal(saved: ReadCheckpoint | undefined, options: JournalOptions): Journal {
  const fits = new Map((saved?.head.fits ?? []).map((record) => [record.key, record]));
  const atWork = createAtWork(saved?.parts ?? []);
  const parts = new Map(atWork.others.map(({ key, value }) => [key, value]));
  const stored = new Map([...parts].map(([key, value]) => [key, plainSize(value)]));
  const waiting = new Map<string, PlainData>();
  const noRoom = new Set((saved?.head.fits ?? []).filter(wasMissed).map(({ key }) => key));
  const beside = new Set<string>([...parts.keys()].filter((key) => !fits.has(key)));
  /** Fits on record that the search has not come to again: until it has, it cannot say which may still be chosen. */
  const ahead = new Set(fits.keys());
  const decisions = [...(saved?.head.decisions ?? [])];
  const mostBytes = options.mostBytes ?? MOST_BYTES;
  const before = saved?.head.elapsedMs ?? 0;
  let last: SearchProgress = { wanted: new Set(parts.keys()), searchMs: saved?.head.searchMs ?? 0 };
  let decided = 0;
  let finished = false;
  let changed = false;
  let toldAt = -Infinity;

  const remember = (key: string, part: PlainData): void => {
    if (options.kept) waiting.set(key, part);
  };

  /** Moves what waits and is wanted to what is stored, as far as there is room. */
  const settleParts = (wanted: ReadonlySet<string>): Pick<CheckpointStep, 'put' | 'drop'> => {
    const isWanted = (key: string): boolean => beside.has(key) || wanted.has(key);
    const drop = [...stored.keys()].filter((key) => !isWanted(key));
    for (const key of drop) stored.delete(key);
    let bytes = [...stored.values()].reduce((sum, size) => sum + size, 0);
    const put: CheckpointPart[] = [];
    for (const [key, value] of waiting) {
      const size = plainSize(value);
      if (!isWanted(key)) continue;
      if (bytes + size > mostBytes) {
        noRoom.add(key);
        continue;
      }
      bytes += size;
      stored.set(key, size);
      put.push({ key, value });
    }
    waiting.clear();
    return { put, drop };
  };

  const asKept = (record: FitRecord, wanted: ReadonlySet<string>): FitRecord => {
    if (record.outcome.kind !== 'fitted') return record;
    const isMissed = noRoom.has(record.key) && wanted.has(record.key);
    const kept = stored.has(record.key) ? 'whole' : isMissed ? 'nothing' : 'figures';
    return { ...record, outcome: { ...record.outcome, kept } };
  };

  return {
    searchMs: saved?.head.searchMs ?? 0,
    elapsedMs: before,
    get finished() {
      return finished;
    },
    compute: saved?.head.compute,
    recall({ key, estimator, version, params }) {
      const record = fits.get(key);
      if (!record) return undefined;
      ahead.delete(key);
      const isSame = record.estimator === estimator && record.version === version;
      if (!isSame || JSON.stringify(record.params) !== JSON.stringify(params)) return unreadable(key);
      if (record.outcome.kind === 'stopped' && record.outcome.by === 'finish') finished = true;
      if (record.outcome.kind !== 'fitted' || record.outcome.kept === 'figures') return { record, part: undefined };
      const part = parts.get(key);
      return record.outcome.kept === 'nothing' || part === undefined ? undefined : { record, part };
    },
    paramsOf: (key) => fits.get(key)?.params,
    add(record, part) {
      changed = true;
      fits.set(record.key, record);
      if (part !== undefined) remember(record.key, part);
    },
    decide(ask) {
      const earlier = decisions[decided++];
      if (earlier !== undefined) return earlier;
      const answer = ask();
      decisions.push(answer);
      return answer;
    },
    keep(key, part) {
      changed = true;
      beside.add(key);
      remember(key, part);
    },
    kept: (key) => parts.get(key),
    forget(key) {
      changed ||= stored.has(key);
      beside.delete(key);
      waiting.delete(key);
    },
    isKept: options.kept,
    reached: (fit) => atWork.reached(fit),
    reach(fit, reached) {
      if (options.kept && atWork.reach(fit, reached)) changed = true;
    },
    leave: (fit) => atWork.leave(fit),
    get isFurther() {
      return atWork.isFurther;
    },
    due: (urgent) => options.kept && changed && ahead.size === 0 && (urgent || options.clock() - toldAt >= EVERY_MS),
    take(progress = last) {
      last = progress;
      const { wanted, searchMs } = progress;
      toldAt = options.clock();
      const elapsedMs = before + toldAt;
      changed = false;
      const { put, drop } = settleParts(wanted);
      const working = atWork.take();
      const records = [...fits.values()].map((record) => asKept(record, wanted));
      const done = records.filter(({ outcome }) => outcome.kind === 'fitted' && outcome.kept !== 'nothing').length;
      const compute = options.compute();
      const network = compute.backend === 'none' ? {} : { compute };
      const { app, split } = options;
      const head = makeHead({ app, split, elapsedMs, searchMs, decisions: [...decisions], fits: records, ...network });
      return { head, put: [...put, ...working.put], drop: [...drop, ...working.drop], done };
    },
  };
}
