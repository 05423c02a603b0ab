import { createRoot } from 'react-dom/client';
import { PROJECT } from './app/document.ts';
import { closeWaysOut } from './app/privacy.ts';
import { randomId } from './app/random-id.ts';
import { sampleFile, SAMPLES } from './app/samples/catalogue.ts';
import { createApp } from './app/store.ts';
import { warmUp } from './app/warm-up.ts';
import { defaultRecipe } from './core/prepare/recipe.ts';
import { STEPS } from './core/prepare/step-registry.ts';
import { openDatabase } from './storage/database.ts';
import { createLibrary } from './storage/library.ts';
import { withOverlay } from './storage/overlay.ts';
import { App } from './ui/app.tsx';
import { spawnDataWorker, spawnTrainWorker } from './workers/spawn.ts';

closeWaysOut(globalThis);

const app = createApp({
  spawnData: spawnDataWorker,
  spawnTraining: spawnTrainWorker,
  openLibrary: (onTrouble) => createLibrary(withOverlay(openDatabase(), onTrouble), PROJECT),
  now: () => Date.now(),
  id: randomId,
  later: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  sample: sampleFile,
  recipe: defaultRecipe(STEPS),
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<App app={app} samples={SAMPLES} />);
void app.start();
window.addEventListener('load', () => void warmUp(document));
// The last moment that browsers promise before a page goes away.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void app.flush();
});
