import type { FitContext, FitInput, PlainData } from './estimator.ts';
import { createPlainHash } from './plain-hash.ts';

/** At most so often: what a browser that dies then costs, and what telling may cost a fit. */
const EVERY_MS = 15_000;

/** The fit that is asked for: any other gives another result. */
export interface FitAsked {
  readonly estimator: string;
  readonly version: number;
  /** Of a method that learns from no table: all that it is given. */
  readonly input: FitInput | readonly PlainData[];
  readonly params: PlainData;
}

/** A fit's side of checkpoints: when to tell one, what to tell, and where to go on from. */
export interface FitCheckpoints<Standing> {
  /** Where an earlier run of this very fit stood when it last said so; undefined where there is no such word. */
  resume(): Promise<Standing | undefined>;
  /** Whether to tell one now. @param done units of work, from the very start of the fit */
  due(done: number): boolean;
  /** `FitProgress.checkpoint`. @param standing not to be changed afterwards */
  tell(standing: Standing): Promise<PlainData>;
}

/** As it is kept: with a hash of what the fit was asked, and one of what it had reached. */
interface Sealed {
  readonly fit: string;
  readonly sum: string;
  readonly standing: PlainData;
}

const isSealed = (value: PlainData): value is Sealed =>
  typeof value === 'object' && value !== null && 'fit' in value && 'sum' in value && 'standing' in value;

function hashOf(value: PlainData): string {
  const hash = createPlainHash();
  hash.add(value);
  return hash.hex();
}

function partsOf(input: FitAsked['input']): readonly PlainData[] {
  if (!('features' in input)) return input;
  const { features, target, rows, validation, weights } = input;
  return [rows, validation, weights, target, ...features.columns];
}

/** Reads all that a fit depends on: some hundredths of a second for a million rows. */
async function hashFit({ estimator, version, input, params }: FitAsked, { seed, pacer }: FitContext): Promise<string> {
  const hash = createPlainHash();
  for (const part of [estimator, version, params, seed, ...partsOf(input)]) {
    hash.add(part);
    await pacer.pause();
  }
  return hash.hex();
}

/**
 * Nothing is hashed before there is something to tell or to go on from, so that short fits pay nothing.
 * @param every units of work between two checkpoints where the context has no clock
 */
export function createFitCheckpoints<Standing extends object>(
  asked: FitAsked,
  context: FitContext,
  every: number,
): FitCheckpoints<Standing> {
  const { checkpoints: wish, resume } = context;
  let told = wish?.clock?.() ?? 0;
  let fit: Promise<string> | undefined;
  const own = (): Promise<string> => (fit ??= hashFit(asked, context));
  return {
    async resume() {
      if (!isSealed(resume) || resume.sum !== hashOf(resume.standing) || resume.fit !== (await own())) return undefined;
      // The hashes say that this is what `tell` was given.
      return resume.standing as Standing;
    },
    due: (done) => wish !== undefined && (wish.clock ? wish.clock() - told >= EVERY_MS : done % every === 0),
    async tell(standing) {
      told = wish?.clock?.() ?? 0;
      const sealed: Sealed = { fit: await own(), sum: hashOf(standing), standing };
      return sealed;
    },
  };
}
