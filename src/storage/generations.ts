import * as v from 'valibot';
import { CodedError } from '../core/errors.ts';
import type { Backing, Change } from './database.ts';
import { inFormat } from './formats.ts';
import { readRecord, refuseNewer, seal, type Format } from './record.ts';

/** A project document, whatever its actions mean: its format belongs to the page's state. */
export interface ProjectRecord {
  readonly format: string;
  readonly version: number;
  readonly id: string;
}

/** A kept project as it was found. */
export interface KeptProject {
  readonly document: unknown;
  /** True where the newest save could not be read, and this is the one before it. */
  readonly recovered: boolean;
}

export interface Generations {
  /** @throws storage.newer-record, storage.unreadable-record (no save of it can be read) */
  read(id: string): Promise<KeptProject | undefined>;
  /**
   * Writes a new generation, then moves the pointer to it, then drops all older ones but the last good one.
   * @throws storage.newer-record, storage.saved-elsewhere (another tab has saved it since this one last read or saved it)
   */
  save(record: ProjectRecord): Promise<void>;
  /** What removes a project with all its generations. The pointer goes first. */
  removal(id: string): Promise<readonly Change[]>;
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(1));
const Held = v.looseObject({ format: v.string(), version: Count });

/** One save of a project, under `<project id>@<generation>`. */
export const GENERATION: Format = {
  format: 'sightglass.generation',
  version: 1,
  schema: v.looseObject({ id: v.string(), generation: Count, document: Held }),
};

/** Which save of a project is the newest, under the project's id. `holds` says in which format it is. */
export const POINTER: Format = {
  format: 'sightglass.pointer',
  version: 1,
  schema: v.looseObject({ id: v.string(), generation: Count, holds: Held }),
};

interface Pointer {
  readonly generation: number;
  readonly holds: { readonly format: string; readonly version: number };
}

const asPointer = (record: unknown): Pointer => readRecord(POINTER, record) as Pointer;
const keyOf = (id: string, generation: number): string => `${id}@${generation}`;

const drop = (key: string): Change => ({ kind: 'delete', store: 'projects', key });
const generationPut = (id: string, generation: number, document: unknown): Change => ({
  kind: 'put',
  store: 'projects',
  key: keyOf(id, generation),
  value: seal(inFormat(GENERATION, { id, generation, document })),
});

/** What this page last saw of a project: how it recognises that another tab has saved it since. */
interface Seen {
  readonly mark: string;
  /** Generations that lie there, whether they can be read or not. */
  readonly taken: readonly number[];
  /** The newest that this page has read or written. */
  readonly good?: number;
  /** The document, where it lies there itself. */
  readonly plain?: unknown;
}

const DAMAGED = Symbol('a record that the browser cannot give back');
/** No record: the project was never kept. */
const NOTHING = 'nothing';
/** The document itself, as it was saved before there were generations. */
const PLAIN = 'plain';

/** Which record lies under a project's id, to tell whether it is still the same one. */
function markOf(format: Format, present: unknown): string {
  if (present === undefined) return NOTHING;
  try {
    return `generation ${asPointer(present).generation}`;
  } catch {
    return v.is(v.looseObject({ format: v.literal(format.format) }), present) ? PLAIN : 'damaged';
  }
}

interface Found extends KeptProject {
  readonly good?: number | undefined;
}

/** So often a project is read again where another tab saves it meanwhile. */
const MOST_TURNS = 5;

const isUnreadable = (error: unknown): boolean =>
  error instanceof CodedError && error.code === 'storage.unreadable-record';

/**
 * Keeps each project as generations in the store `projects`: a new record, then the pointer to it. Ids hold no `@`.
 */
export function createGenerations(backing: Backing, format: Format): Generations {
  const seen = new Map<string, Seen>();

  const get = async (key: string): Promise<unknown> => {
    try {
      return await backing.get('projects', key);
    } catch (error) {
      if (isUnreadable(error)) return DAMAGED;
      throw error;
    }
  };

  const generationsOf = async (id: string): Promise<number[]> => {
    const prefix = `${id}@`;
    return (await backing.keys('projects'))
      .filter((key) => key.startsWith(prefix))
      .map((key) => Number(key.slice(prefix.length)))
      .filter((generation) => Number.isInteger(generation))
      .toSorted((a, b) => b - a);
  };

  /** @throws storage.newer-record */
  const refuse = (present: unknown): void => {
    refuseNewer(POINTER, present);
    refuseNewer(format, present);
    if (markOf(format, present).startsWith('generation')) refuseNewer(format, asPointer(present).holds);
  };

  const look = async (id: string): Promise<{ readonly present: unknown; readonly now: Seen }> => {
    const present = await get(id);
    const mark = markOf(format, present);
    const taken = await generationsOf(id);
    return { present, now: { mark, taken, ...(mark === PLAIN ? { plain: present } : {}) } };
  };

  /** @throws storage.newer-record, storage.unreadable-record */
  const readGeneration = async (id: string, generation: number): Promise<unknown> => {
    const record = readRecord(GENERATION, await get(keyOf(id, generation))) as { readonly document: unknown };
    return readRecord(format, record.document);
  };

  /** The first that can be read. */
  const firstReadable = async (id: string, generations: readonly number[]) => {
    for (const generation of generations) {
      try {
        return { generation, document: await readGeneration(id, generation) };
      } catch (error) {
        // A newer page's save is nothing to fall back from: it has to be left as it is.
        if (!isUnreadable(error)) throw error;
      }
    }
    return undefined;
  };

  /** What lies there at `now`: undefined for nothing, `document` undefined where none of it can be read. */
  const readAt = async (id: string, present: unknown, now: Seen): Promise<Found | undefined> => {
    refuse(present);
    if (now.mark === PLAIN) {
      try {
        return { document: readRecord(format, present), recovered: false };
      } catch (error) {
        if (now.taken.length === 0) throw error;
      }
    }
    if (now.mark === NOTHING && now.taken.length === 0) return undefined;
    const newest = now.mark.startsWith('generation') ? asPointer(present).generation : undefined;
    const others = now.taken.filter((generation) => generation !== newest);
    const found = await firstReadable(id, newest === undefined ? others : [newest, ...others]);
    return { document: found?.document, recovered: found?.generation !== newest, good: found?.generation };
  };

  return {
    async read(id) {
      let { present, now } = await look(id);
      let found = await readAt(id, present, now);
      for (let turn = 0; turn < MOST_TURNS && found?.recovered; turn++) {
        const after = await look(id);
        // Another tab may have saved, and dropped what was being read: that is no damage.
        if (after.now.mark === now.mark) break;
        ({ present, now } = after);
        found = await readAt(id, present, now);
      }
      if (!found) {
        seen.delete(id);
        return undefined;
      }
      const { document, recovered, good } = found;
      if (document === undefined) {
        throw new CodedError('storage.unreadable-record', { format: format.format, where: 'generations' });
      }
      seen.set(id, { ...now, ...(good === undefined ? {} : { good }) });
      return { document, recovered };
    },

    async save(record) {
      const { id } = record;
      const before = seen.get(id) ?? (await look(id)).now;
      const plain = before.plain !== undefined;
      // What was kept as a plain document becomes the generation before the first.
      const good = before.good ?? (plain ? Math.max(0, ...before.taken) + 1 : undefined);
      const generation = Math.max(0, good ?? 0, ...before.taken) + 1;
      const holds = { format: record.format, version: record.version };
      await backing.write(
        [
          ...(plain && good !== undefined ? [generationPut(id, good, before.plain)] : []),
          generationPut(id, generation, record),
          {
            kind: 'put',
            store: 'projects',
            key: id,
            value: seal(inFormat(POINTER, { id, generation, holds })),
            check: (present) => {
              refuse(present);
              if (markOf(format, present) !== before.mark) throw new CodedError('storage.saved-elsewhere');
            },
          },
          ...before.taken.filter((number) => number !== good).map((number) => drop(keyOf(id, number))),
        ],
        'strict',
      );
      seen.set(id, {
        mark: `generation ${generation}`,
        taken: good === undefined ? [generation] : [generation, good],
        good: generation,
      });
    },

    async removal(id) {
      const generations = await generationsOf(id);
      seen.delete(id);
      return [id, ...generations.map((generation) => keyOf(id, generation))].map(drop);
    },
  };
}
