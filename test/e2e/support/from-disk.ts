import { pathToFileURL } from 'node:url';
import { expect, test as base } from '@playwright/test';

/** What a page opened from disk did, beside what it shows. */
export interface Watched {
  /** Requests for anything but the file itself; blob: and data: never leave the page. */
  readonly asked: string[];
  /** What it threw, or wrote to the console as an error: a breach of its policy is among them. */
  readonly troubles: string[];
  /** Opens a file from disk, the network being cut. */
  open(path: string): Promise<void>;
}

/** A test of a page that is opened from disk without a network; fails where it asked for anything or complained. */
export const test = base.extend<{ disk: Watched }>({
  disk: async ({ page, context }, run) => {
    const own = new Set<string>();
    const asked: string[] = [];
    const troubles: string[] = [];
    context.on('request', (request) => {
      const url = request.url();
      if (!/^(blob|data):/.test(url) && !own.has(url.split('#')[0] ?? '')) asked.push(url);
    });
    context.on('weberror', (error) => troubles.push(error.error().message));
    context.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    await context.setOffline(true);
    const open = async (path: string): Promise<void> => {
      const url = pathToFileURL(path).href;
      own.add(url);
      await page.goto(url);
    };
    await run({ asked, troubles, open });
    expect(asked, 'requests').toEqual([]);
    expect(troubles, 'errors in the console').toEqual([]);
  },
});

export { expect };
