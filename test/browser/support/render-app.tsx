import { createRoot, type Root } from 'react-dom/client';
import { page } from 'vitest/browser';
import { App } from '../../../src/ui/app.tsx';
import type { Sample } from '../../../src/app/samples/catalogue.ts';
import type { SightglassApp } from '../../../src/ui/app-context.tsx';

let mounted: { readonly root: Root; readonly host: HTMLElement } | undefined;

/** Mounts the whole page at an address, in place of the one before. */
export async function renderApp(
  app: SightglassApp,
  address: string,
  width = 1280,
  samples: readonly Sample[] = [],
): Promise<void> {
  unmountApp();
  await page.viewport(width, 800);
  window.location.hash = address;
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  mounted = { root, host };
  root.render(<App app={app} samples={samples} />);
}

export function unmountApp(): void {
  mounted?.root.unmount();
  mounted?.host.remove();
  mounted = undefined;
}
