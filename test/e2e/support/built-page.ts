import { test as base, expect } from '@playwright/test';
import { openStart } from '../../../scripts/drive.mjs';

export { expect };

/** Address of the built page, served for all end-to-end tests. */
export function pageUrl(): string {
  const url = process.env['SIGHTGLASS_URL'];
  if (!url) throw new Error('The built page is not served: see serve-built-page.ts.');
  return url;
}

/** A test that begins on the start screen of the built page and fails where the page has thrown or complained. */
export const test = base.extend<{ troubles: string[] }>({
  /** What the page threw or wrote to the console as an error. A test that causes trouble on purpose empties it. */
  troubles: async ({ context }, run) => {
    const troubles: string[] = [];
    context.on('weberror', (error) => troubles.push(error.error().message));
    context.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    await run(troubles);
    expect(troubles, 'errors in the console').toEqual([]);
  },
  page: async ({ page, troubles: _troubles }, run) => {
    await openStart(page, pageUrl());
    await run(page);
  },
});
