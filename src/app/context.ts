import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CodedError, Finding, Level, MessageParams } from '../core/errors.ts';
import type { Library } from '../storage/library.ts';
import { createDataWorker, type DataWorker } from './data-worker.ts';
import { toFailure, wasCancelled } from './failure.ts';
import { act, canRedo, canUndo, EMPTY_HISTORY, type History } from './history.ts';
import type { ForecastState, LaterValues } from './forecast.ts';
import type { ProjectAction } from './project.ts';
import type { Services } from './services.ts';
import type { AppState, InboxState, TrainingState } from './state.ts';

/** What the use-cases share: the state, the project's history and the ways out. */
export interface AppContext {
  readonly services: Services;
  readonly library: Library;
  readonly data: DataWorker;
  readonly store: StoreApi<AppState>;
  state(): AppState;
  patch(part: Partial<AppState>): void;
  note(level: Level, code: string, params?: MessageParams): void;
  history(): History;
  /** Another history in place of the present one (undo, a withdrawn action, another project). */
  setHistory(history: History, projectId?: string): void;
  act(action: ProjectAction): void;
  /** Told after every change of the project's history. */
  onChange(listener: () => void): void;
  onDataDied(listener: (reason: CodedError) => void): void;
}

export const IDLE: TrainingState = { status: 'idle', race: [], tries: [], elapsedMs: 0, share: 0 };

/** Nothing was looked for among texts. */
export const NO_TOPICS: InboxState = {
  topics: { status: 'empty' },
  draft: { names: {}, into: {}, dropped: [], byHand: [] },
};

/** Nothing came after the forecast yet. */
export const NO_LATER_VALUES: LaterValues = {
  file: { status: 'empty' },
  result: { status: 'empty' },
  update: { status: 'empty' },
};

/** Nothing was looked at as series. */
export const NO_FORECAST: ForecastState = { series: { status: 'empty' }, feedback: NO_LATER_VALUES };

/** Everything but what storage brings. */
export const initialState = (projectId: string): AppState => ({
  projectId,
  choices: EMPTY_HISTORY.choices,
  canUndo: false,
  canRedo: false,
  table: { status: 'empty' },
  profile: { status: 'empty' },
  preview: { status: 'empty' },
  suggestions: [],
  suspects: [],
  training: IDLE,
  unfinished: null,
  model: { status: 'empty' },
  modelIsStale: false,
  models: { status: 'loading' },
  scored: { status: 'empty' },
  batches: [],
  feedback: { file: { status: 'empty' }, result: { status: 'empty' }, retraining: { status: 'empty' } },
  inbox: NO_TOPICS,
  forecast: NO_FORECAST,
  storage: 'working',
  storageAnswer: { persisted: 'unknown', tabs: true },
  readOnly: false,
  notices: [],
});

/** Notices that no longer hold once the browser keeps everything again. */
const ABOUT_STORAGE: ReadonlySet<string> = new Set(['storage.full', 'storage.failed']);

/** Older notices give way. */
const MOST_NOTICES = 20;

export function createContext(services: Services): AppContext {
  const store = createStore<AppState>(() => ({
    ...initialState(services.id()),
    storageAnswer: { persisted: 'unknown', tabs: services.tabs !== undefined },
  }));
  const changeListeners: (() => void)[] = [];
  const deathListeners: ((reason: CodedError) => void)[] = [];
  let history = EMPTY_HISTORY;
  let nextNotice = 1;

  const state = (): AppState => store.getState();
  const patch = (part: Partial<AppState>): void => store.setState(part);
  const note = (level: Level, code: string, params: MessageParams = {}): void => {
    const finding: Finding & { readonly id: number } = { id: nextNotice++, level, code, params };
    patch({ notices: [...state().notices, finding].slice(-MOST_NOTICES) });
  };
  const setHistory = (next: History, projectId = state().projectId): void => {
    history = next;
    patch({ projectId, choices: next.choices, canUndo: canUndo(next), canRedo: canRedo(next) });
    for (const listener of changeListeners) listener();
  };

  return {
    services,
    store,
    library: services.openLibrary((status, error) => {
      patch({ storage: status });
      if (error) note('careful', error.code, error.params);
      else patch({ notices: state().notices.filter(({ code }) => !ABOUT_STORAGE.has(code)) });
    }),
    data: createDataWorker(
      () => services.spawnData(),
      (reason) => {
        for (const listener of deathListeners) listener(reason);
      },
    ),
    state,
    patch,
    note,
    history: () => history,
    setHistory,
    act: (action) => setHistory(act(history, action)),
    onChange: (listener) => void changeListeners.push(listener),
    onDataDied: (listener) => void deathListeners.push(listener),
  };
}

/** Lets something go on that nobody waits for; where it fails, a notice says so. */
export function background(app: AppContext, work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    if (wasCancelled(error)) return;
    const { code, params } = toFailure(error);
    app.note('careful', code, params);
  });
}
