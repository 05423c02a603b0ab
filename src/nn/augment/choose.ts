import type { Pacer } from '../../core/learn/pacer.ts';
import { NO_CHANGES, type PictureChanges } from './changes.ts';
import { mirrorEvidence, readMirror, type LabelledPictures } from './mirrored.ts';

/** A kind of change, whether it is used, and a code that says why or why not. */
export interface ChangeNote {
  readonly kind: keyof PictureChanges;
  readonly used: boolean;
  readonly code: string;
}

export interface ChosenChanges {
  readonly changes: PictureChanges;
  readonly notes: readonly ChangeNote[];
}

export interface ChooseOptions {
  /** Training pictures, as they are. */
  readonly pictures: LabelledPictures;
  readonly seed: number;
  readonly pacer: Pacer;
  /**
   * The loss on validation pictures of a network that learned from pictures changed so; lower is better. Each kind of
   * change is then kept only where it helps: five quick trainings. Without it what can be told from the pictures decides.
   */
  readonly compare?: (changes: PictureChanges) => Promise<number>;
}

/** Small enough that a digit stays that digit, and a picture taken a little askew is one more of its kind. */
const SMALL = { shift: 0.08, rotate: 8, brightness: 0.1 } as const;
/** Shorter sides lose too much by a shift of one pixel. */
const LEAST_SIDE = 8;
/** Nothing is left of a turn on fewer pixels. */
const LEAST_TURNED = 12;
/** Share by which a loss has to be lower: less is chance. */
const HELPS = 0.99;

type Kind = keyof PictureChanges;

/** What may be tried, and what the pictures themselves say of it. */
interface Proposal {
  readonly kind: Kind;
  readonly value: Partial<PictureChanges>;
  readonly allowed: boolean;
  /** Used where nothing is compared. */
  readonly usual: boolean;
  readonly code: string;
}

const MIRRORED = {
  harmless: 'augment.mirror-harmless',
  confuses: 'augment.mirror-confuses',
  unclear: 'augment.mirror-unclear',
} as const;

async function propose({ pictures, seed, pacer }: ChooseOptions): Promise<Proposal[]> {
  const { size, codes, classes } = pictures;
  const shortest = Math.min(size.height, size.width);
  const counts = new Int32Array(classes);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  const mirror = readMirror(
    await mirrorEvidence(pictures, seed, pacer),
    Math.max(...counts) / Math.max(1, codes.length),
  );
  const sized = (kind: 'shift' | 'rotate' | 'brightness', least: number): Proposal => {
    const fits = shortest >= least;
    const code = fits ? 'augment.usual' : 'augment.too-small';
    // A shift is by one pixel at least.
    const value = kind === 'shift' ? { shift: Math.max(SMALL.shift, 0.5 / shortest) } : { [kind]: SMALL[kind] };
    return { kind, value, allowed: fits, usual: fits, code };
  };
  return [
    sized('shift', LEAST_SIDE),
    {
      kind: 'flip',
      value: { flip: true },
      allowed: mirror !== 'confuses',
      usual: mirror === 'harmless',
      code: MIRRORED[mirror],
    },
    sized('rotate', LEAST_TURNED),
    sized('brightness', 1),
  ];
}

/**
 * Which changes make sense for these pictures. Mirroring is never used where it turns pictures of one class into pictures
 * of another, as with digits and letters.
 */
export async function chooseChanges(options: ChooseOptions): Promise<ChosenChanges> {
  const { compare } = options;
  const notes: ChangeNote[] = [];
  let changes = NO_CHANGES;
  let loss = compare ? await compare(changes) : 0;
  for (const { kind, value, allowed, usual, code } of await propose(options)) {
    if (!allowed || !compare) {
      if (usual) changes = { ...changes, ...value };
      notes.push({ kind, used: usual, code });
      continue;
    }
    const more = { ...changes, ...value };
    const then = await compare(more);
    const used = then < loss * HELPS;
    if (used) [changes, loss] = [more, then];
    notes.push({ kind, used, code: used ? 'augment.helps' : 'augment.no-help' });
  }
  return { changes, notes };
}
