/**
 * Where the whole page can be downloaded as one file that runs from disk, relative to this page. Undefined where it is
 * not there (dev server, a page built alone) and where this page is that file.
 * @param protocol of the page's own address
 */
export function appFileAddress(protocol: string = location.protocol): string | undefined {
  return protocol === 'file:' ? undefined : (__APP_FILE__ ?? undefined);
}
