import { createRoot } from 'react-dom/client';
import { PROJECT } from './app/document.ts';
import { closeWaysOut } from './app/privacy.ts';
import { randomId } from './app/random-id.ts';
import { sampleFile, SAMPLES } from './app/samples/catalogue.ts';
import { createApp } from './app/store.ts';
import { browserTabLocks } from './app/tab-locks.ts';
import { warmUp } from './app/warm-up.ts';
import { openDatabase } from './storage/database.ts';
import { createLibrary } from './storage/library.ts';
import { withOverlay } from './storage/overlay.ts';
import { browserRoom, withRoom } from './storage/room.ts';
import { parseAddress } from './ui/address.ts';
import { App } from './ui/app.tsx';
import { spawnDataWorker, spawnTrainWorker } from './workers/spawn.ts';

closeWaysOut(globalThis);

const room = browserRoom(navigator);
const tabs = browserTabLocks(globalThis);

const app = createApp({
  spawnData: spawnDataWorker,
  spawnTraining: spawnTrainWorker,
  openLibrary: (tell) => {
    const opening = openDatabase().then((database) => withRoom(database, room));
    return createLibrary(withOverlay(opening, tell), PROJECT);
  },
  ...(room ? { room } : {}),
  ...(tabs ? { tabs } : {}),
  now: () => Date.now(),
  id: randomId,
  later: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  sample: sampleFile,
  recipe: async () => {
    const [{ defaultRecipe }, { STEPS }] = await Promise.all([
      import('./core/prepare/recipe.ts'),
      import('./core/prepare/step-registry.ts'),
    ]);
    return defaultRecipe(STEPS);
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<App app={app} samples={SAMPLES} />);
/** A report that somebody shared is read without opening one's own project: that waits until the reader leaves it. */
const isReport = (): boolean => location.hash.startsWith('#/r/');
const start = (): void => {
  if (isReport()) return;
  window.removeEventListener('hashchange', start);
  void app.start(parseAddress(location.hash.slice(1)).model);
};
window.addEventListener('hashchange', start);
start();
window.addEventListener('load', () => void warmUp(document));
// The last moment that browsers promise before a page goes away.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void app.flush();
});
