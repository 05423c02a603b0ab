/** Where the build lists the files that the first load left out (see `pageFiles` in vite.config.ts). */
const LIST = 'page-files';

/** One module into the browser's module map; resolves also where that failed: it is fetched again when needed. */
function preload(page: Document, file: string): Promise<void> {
  return new Promise((resolve) => {
    const link = page.createElement('link');
    link.rel = 'modulepreload';
    link.crossOrigin = '';
    link.href = file;
    link.addEventListener('load', () => resolve());
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
