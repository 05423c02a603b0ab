import type { Page, Worker } from '@playwright/test';

/** The page's worker of that name, once it runs. Workers lie in blobs, so their name is what tells them apart. */
export async function workerNamed(page: Page, name: 'data' | 'training'): Promise<Worker> {
  for (let tries = 0; tries < 200; tries++) {
    for (const worker of page.workers()) {
      // One that ends while it is asked is not the one.
      const own = await worker.evaluate(() => self.name).catch(() => '');
      if (own === name) return worker;
    }
    await page.waitForTimeout(50);
  }
  throw new Error(`There is no worker called ${name}.`);
}

/** Ends a worker as a crash of its code would: with an error that nobody catches. */
export async function crash(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('crashed on purpose');
    });
  });
}

/** Ends a worker without a word, as a browser short of memory does. */
export async function vanish(worker: Worker): Promise<void> {
  await worker.evaluate(() => self.close()).catch(() => undefined);
}

interface KeptContexts {
  contexts?: WebGLRenderingContext[];
}

/** Runs first in every worker: remembers the WebGL contexts that are made there. */
const KEEP_CONTEXTS = `{
  self.contexts = [];
  const make = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
    const made = make.call(this, kind, ...rest);
    if (made && kind.startsWith('webgl')) self.contexts.push(made);
    return made;
  };
}
`;

/** Opens the page anew so that WebGL contexts of its workers are remembered, and one can be taken away. */
export async function keepContexts(page: Page): Promise<void> {
  await page.addInitScript((before) => {
    const Plain = Blob;
    // The page's workers are scripts in blobs.
    globalThis.Blob = class extends Plain {
      constructor(parts: BlobPart[] = [], options: BlobPropertyBag = {}) {
        super(options.type?.includes('javascript') ? [before, ...parts] : parts, options);
      }
    };
  }, KEEP_CONTEXTS);
  await page.reload();
}

/** Takes the graphics away from a worker. @returns how many contexts it had */
export async function loseContexts(worker: Worker): Promise<number> {
  return worker.evaluate(() => {
    const { contexts = [] } = self as typeof self & KeptContexts;
    for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
    return contexts.length;
  });
}
