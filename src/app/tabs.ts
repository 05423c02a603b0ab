import { background, type AppContext } from './context.ts';
import { toFailure } from './failure.ts';
import type { Held, TabLocks } from './tab-locks.ts';

/** A tab that has the project is given this long to save and hand it over before it is taken. */
const HAND_OVER_MS = 1500;

const lockName = (projectId: string): string => `sightglass-project:${projectId}`;
const handOver = (projectId: string): string => `hand-over:${projectId}`;

/** Notices about who has the project: only the newest holds. */
const ABOUT_TABS: ReadonlySet<string> = new Set([
  'storage.read-only',
  'storage.taken-over',
  'storage.writable',
  'storage.saved-elsewhere',
]);

/** Says who has the project now, in place of what was said of it before. */
export function noteTab(app: AppContext, level: 'note' | 'careful', code: string): void {
  app.patch({ notices: app.state().notices.filter((notice) => !ABOUT_TABS.has(notice.code)) });
  app.note(level, code);
}

export interface ProjectTabs {
  /** Makes a project this tab's, or `readOnly` where another tab has it. Resolves when it is known which. */
  enter(projectId: string): Promise<void>;
  /** Whether another tab has that project, or waits for it. */
  isElsewhere(projectId: string): Promise<boolean>;
  /** Makes the present project this tab's, with what was saved last. */
  takeOver(): Promise<void>;
}

interface Ways {
  /** Saves what has not been saved yet. */
  flush(): Promise<void>;
  /** Reads the present project again, as it was saved last. */
  refresh(): Promise<void>;
}

interface Claim {
  readonly projectId: string;
  readonly stop: AbortController;
  held?: Held;
}

/** One tab writes a project, the others read it: a lock of the browser's for each project, held while it is open. */
export function createProjectTabs(app: AppContext, ways: Ways): ProjectTabs {
  const { tabs } = app.services;
  return tabs ? withLocks(app, tabs, ways) : withoutLocks(app, ways);
}

/** A save that another tab has overtaken is all that tells of it (`storage.saved-elsewhere`). */
const withoutLocks = (app: AppContext, ways: Ways): ProjectTabs => ({
  enter: async () => app.patch({ readOnly: false }),
  isElsewhere: async () => false,
  takeOver: async () => {
    if (!app.state().readOnly) return;
    await ways.refresh();
    app.patch({ readOnly: false });
    noteTab(app, 'note', 'storage.writable');
  },
});

function withLocks(app: AppContext, tabs: TabLocks, ways: Ways): ProjectTabs {
  let claim: Claim | undefined;

  const leave = (): void => {
    claim?.stop.abort();
    claim?.held?.release();
    claim = undefined;
  };

  /** Another tab has it from here on; this one waits for its turn. */
  const giveWay = (mine: Claim): void => {
    delete mine.held;
    app.patch({ readOnly: true });
    noteTab(app, 'careful', 'storage.taken-over');
    background(app, wait(mine));
  };

  const keep = (mine: Claim, held: Held): void => {
    mine.held = held;
    app.patch({ readOnly: false });
    void held.lost.then(() => {
      if (claim === mine && mine.held === held) giveWay(mine);
    });
  };

  /** The project is this tab's now, in which it has only been read so far. */
  const receive = async (mine: Claim, held: Held): Promise<void> => {
    // Held while the newest state is read, so that nobody can come between.
    mine.held = held;
    try {
      await ways.refresh();
    } catch (error) {
      app.note('stop', toFailure(error).code, toFailure(error).params);
      return;
    }
    if (claim !== mine || mine.held !== held) return;
    keep(mine, held);
    noteTab(app, 'note', 'storage.writable');
  };

  async function wait(mine: Claim): Promise<void> {
    const held = await tabs.hold(lockName(mine.projectId), 'when-free', mine.stop.signal);
    if (!held) return;
    // By force it may have come sooner.
    if (claim !== mine || mine.held) held.release();
    else await receive(mine, held);
  }

  const enter = async (projectId: string): Promise<void> => {
    if (claim?.projectId === projectId) return;
    leave();
    const mine: Claim = { projectId, stop: new AbortController() };
    claim = mine;
    const held = await tabs.hold(lockName(projectId), 'if-free');
    if (claim !== mine) return held?.release();
    if (held) return keep(mine, held);
    app.patch({ readOnly: true });
    background(app, wait(mine));
  };

  const granted = (mine: Claim): Promise<boolean> =>
    new Promise((resolve) => {
      const stop = app.store.subscribe(() => {
        if (app.state().readOnly && claim === mine) return;
        stop();
        cancel();
        resolve(true);
      });
      const cancel = app.services.later(HAND_OVER_MS, () => {
        stop();
        resolve(false);
      });
    });

  const takeOver = async (): Promise<void> => {
    const mine = claim;
    if (!mine || !app.state().readOnly) return;
    if (mine.held) return receive(mine, mine.held);
    const answer = granted(mine);
    tabs.say(handOver(mine.projectId));
    if ((await answer) || claim !== mine || mine.held) return;
    const held = await tabs.hold(lockName(mine.projectId), 'by-force');
    if (!held) return;
    if (claim === mine) await receive(mine, held);
    else held.release();
  };

  tabs.onMessage((message) => {
    const mine = claim;
    if (!mine?.held || message !== handOver(mine.projectId)) return;
    const { held } = mine;
    background(
      app,
      ways.flush().then(() => {
        if (claim !== mine || mine.held !== held) return;
        giveWay(mine);
        held.release();
      }),
    );
  });

  return {
    enter,
    takeOver,
    isElsewhere: async (projectId) => {
      const name = lockName(projectId);
      if (await tabs.isWanted(name)) return true;
      if (claim?.projectId === projectId && claim.held) return false;
      const held = await tabs.hold(name, 'if-free');
      held?.release();
      return held === undefined;
    },
  };
}
