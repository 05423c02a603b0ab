import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { fillShell } from '../../src/storage/report-file.ts';
import { reportShellHtml } from '../../vite/report-shell.ts';
import { expect, test, type Watched } from './support/from-disk.ts';
import { HOSTILE, hostileReport } from './support/shared-report.ts';

/** Writes a report file, changed by `change` where it is to be a bad one, and opens it. */
async function openReport(
  disk: Watched,
  testInfo: TestInfo,
  change: (html: string) => string = (html) => html,
): Promise<void> {
  const file = testInfo.outputPath('who leaves.html');
  writeFileSync(file, change(fillShell(await reportShellHtml(), hostileReport())));
  await disk.open(file);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const hacked = (page: Page): Promise<unknown> => page.evaluate(() => Reflect.get(globalThis, 'hacked'));

test.describe('a report as a file, opened from disk with the network cut', () => {
  test('shows itself, whatever its strings say, and asks for nothing', async ({ page, disk }, testInfo) => {
    await openReport(disk, testInfo);
    await expect(heading(page)).toContainText(`left ${HOSTILE}`);
    await expect(page).toHaveTitle(new RegExp('^Who leaves </script><img src=x'));
    await expect(page.getByRole('banner')).toContainText(`Who leaves ${HOSTILE}`);
    // Charts are drawn, those of recharts too.
    await expect(page.locator('figure svg:not([aria-hidden])')).not.toHaveCount(0);
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
    await expect(page.locator('img')).toHaveCount(0);
    for (const tab of await page.getByRole('tab').all()) await tab.click();
    expect(await hacked(page)).toBeUndefined();
  });

  test('what only works on a screen stays off the paper, and no chart is cut', async ({ page, disk }, testInfo) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await openReport(disk, testInfo);
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    for (const role of ['button', 'slider', 'tab'] as const) {
      await expect(page.getByRole(role)).toHaveCount(0);
    }
    // The paper is narrower than the screen that the charts were drawn for, and nothing is drawn again for it.
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('figure')].flatMap((figure) => {
        figure.style.width = '500px';
        const edge = figure.getBoundingClientRect().right;
        return [...figure.querySelectorAll('svg')]
          .map((svg) => svg.getBoundingClientRect().right - edge)
          .filter((beyond) => beyond > 0);
      }),
    );
    expect(cut).toEqual([]);
  });

  test('on paper all details stand one under another, drawn for the sheet', async ({ page, disk }, testInfo) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await openReport(disk, testInfo);
    await expect(page.getByRole('tab')).toHaveCount(4);
    await expect(page.getByRole('tab', { name: 'Threshold and money' })).toHaveAttribute('aria-selected', 'true');
    // What the browser prints is what stands there when it has told the page that it will.
    await page.evaluate(() => {
      window.addEventListener('beforeprint', () => {
        const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
        Reflect.set(globalThis, 'paper', {
          headings: all('h2').map((one) => one.textContent),
          tabs: all('[role=tab]').length,
          folded: all('details:not([open])').length,
          waiting: all('.mantine-Skeleton-root').length,
          typed: all('input').filter((one) => !one.closest('[data-no-print]')).length,
          widths: [...new Set(all('figure [role=img] svg[viewBox]').map((one) => one.getAttribute('width')))],
          plots: all('.recharts-surface').length,
        });
      });
    });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.length).toBeGreaterThan(20_000);
    const paper = (await page.evaluate(() => Reflect.get(globalThis, 'paper'))) as Record<string, unknown>;
    expect(paper).toMatchObject({ tabs: 0, folded: 0, waiting: 0, typed: 0 });
    expect(paper['headings']).toEqual(
      expect.arrayContaining(['Threshold and money', 'Figures', 'Curves', 'Calibration', 'What to do']),
    );
    expect(paper['widths']).toEqual(['650']);
    // Lift, ROC, precision, calibration, and the curve of the driver with where its rows lie.
    expect(paper['plots']).toBeGreaterThanOrEqual(6);
    // And back on the screen it is as before.
    await expect(page.getByRole('tab')).toHaveCount(4);
    await expect(page.getByRole('slider').first()).toBeVisible();
  });

  test('a script that somebody put into it does not run', async ({ page, disk }, testInfo) => {
    const added = '<script>globalThis.hacked = 1</script><img src="https://example.org/pixel" />';
    await openReport(disk, testInfo, (html) => html.replace('</body>', () => `${added}</body>`));
    await expect(heading(page)).toContainText('left');
    expect(await hacked(page)).toBeUndefined();
    // The browser says so, once a breach; and it reports the picture as asked for, although it is not fetched.
    expect(disk.troubles).toHaveLength(2);
    for (const trouble of disk.troubles) expect(trouble).toContain('Content Security Policy');
    disk.troubles.length = 0;
    disk.asked.length = 0;
  });

  const BAD: readonly { name: string; change: (html: string) => string; says: string; advises: string }[] = [
    {
      name: 'cut short',
      change: (html) => html.replace(/(id="report">.{300}).*?(<\/script>)/s, (_all, start, end) => `${start}${end}`),
      says: 'This report is damaged',
      advises: 'Ask whoever sent it for the file once more.',
    },
    {
      name: 'changed by hand',
      change: (html) => html.replace('"rows":{"total":1000', '"rows":{"total":"many"'),
      says: 'This report is damaged: body.rows.total is missing or is not what it should be.',
      advises: 'changed by hand',
    },
    {
      name: 'of a newer form',
      change: (html) => html.replace('"sightglass.shared","version":1', '"sightglass.shared","version":7'),
      says: 'This report was written in a newer form (7) than this file can show (1).',
      advises: 'save the report again',
    },
    {
      name: 'empty',
      change: (html) => html.replace(/(id="report">).*?(<\/script>)/s, (_all, start, end) => `${start}${end}`),
      says: 'There is no report in this file.',
      advises: 'save the report again',
    },
  ];
  for (const { name, change, says, advises } of BAD) {
    test(`a file that is ${name} says so in words`, async ({ page, disk }, testInfo) => {
      await openReport(disk, testInfo, change);
      await expect(heading(page)).toHaveText('This report cannot be shown');
      await expect(page.getByRole('alert')).toContainText(says);
      await expect(page.getByRole('alert')).toContainText(advises);
    });
  }
});

test('the hosted page fetches the empty report ahead, and the one file not', () => {
  const dist = process.env['SIGHTGLASS_DIST'] ?? 'dist';
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const [, list = '[]'] = /id="page-files">(.*?)<\/script>/s.exec(page) ?? [];
  const ahead = JSON.parse(list) as readonly string[];
  expect(ahead.filter((file) => file.includes('report-shell'))).toHaveLength(1);
  for (const file of ahead) expect(existsSync(join(dist, file)), file).toBe(true);
  expect(existsSync(join(dist, 'sightglass.html'))).toBe(true);
  expect(page).not.toContain('sightglass.html');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a report says how to open it', async ({ page, disk }, testInfo) => {
    await openReport(disk, testInfo);
    const said = page.locator('noscript p');
    await expect(said).toBeVisible();
    await expect(said).toContainText('This report draws itself when it is opened in a browser');
  });
});
