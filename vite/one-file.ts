import type { Plugin } from 'vite';
import { inlinePage, type PageParts } from './inline-page.ts';

interface OneFileOptions {
  /** What the file is called. */
  readonly fileName: string;
  readonly policy: PageParts['policy'];
}

/**
 * Makes one HTML file of a page that was built without code splitting. Fails where anything would be left beside it.
 * Our own, for the known plugins leave a policy behind that blocks the script they have inlined.
 */
export const oneFile = ({ fileName, policy }: OneFileOptions): Plugin => ({
  name: 'one-file',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const inside = new Set<string>();
      const text = (file: string): string | undefined => {
        const part = bundle[file];
        inside.add(file);
        if (part?.type === 'chunk') return part.code;
        return part ? String(part.source) : undefined;
      };
      const pages = Object.keys(bundle).filter((file) => file.endsWith('.html'));
      const page = pages.length === 1 ? pages[0] : undefined;
      if (page === undefined) this.error(`one page expected, got ${pages.join(', ')}`);
      const source = inlinePage(text(page) ?? '', { text, policy });
      const beside = Object.keys(bundle).filter((file) => !inside.has(file));
      if (beside.length > 0) this.error(`left beside ${fileName}: ${beside.join(', ')}`);
      for (const file of inside) delete bundle[file];
      this.emitFile({ type: 'asset', fileName, source });
    },
  },
});
