import { vi } from 'vitest';
import { page } from 'vitest/browser';

/** Clicks what downloads and gives the file's name and text; nothing is really saved. */
export async function download(button: string): Promise<{ readonly name: string; readonly text: string }> {
  let blob: Blob | undefined;
  let name = '';
  const made = vi.spyOn(URL, 'createObjectURL').mockImplementation((given) => {
    blob = given as Blob;
    return 'blob:taken';
  });
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    name = this.download;
  });
  await page.getByRole('button', { name: button, exact: true }).click();
  made.mockRestore();
  clicked.mockRestore();
  if (!blob) throw new Error(`${button} saved nothing`);
  return { name, text: await blob.text() };
}
