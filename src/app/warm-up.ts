/** Where the build lists the files that the first load left out (see `pageFiles` in vite.config.ts). */
const LIST = 'page-files';

/**
 * One module into the browser's module map, or a style sheet into the page; resolves also where that failed: it is
 * fetched again when needed.
 */
function preload(page: Document, file: string): Promise<void> {
  return new Promise((resolve) => {
    const link = page.createElement('link');
    const isSheet = file.endsWith('.css');
    link.rel = isSheet ? 'preload' : 'modulepreload';
    if (isSheet) link.as = 'style';
    link.crossOrigin = '';
    link.href = file;
    const loaded = (): void => {
      // From here on it is at hand, also where the network is cut. A screen that came before has it already.
      if (isSheet && link.rel === 'preload') link.rel = 'stylesheet';
      resolve();
    };
    link.addEventListener('load', loaded);
    link.addEventListener('error', () => resolve());
    page.head.append(link);
  });
}

/**
 * Fetches the rest of the page's own files once it stands, one after another, whatever the visitor does: from then on no
 * step causes a request, the network may be cut, and what is fetched says nothing about anybody's data.
 */
export async function warmUp(page: Document): Promise<void> {
  const listed = page.getElementById(LIST)?.textContent;
  if (!listed) return;
  const files = JSON.parse(listed) as readonly string[];
  for (const file of files) await preload(page, file);
}
