import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveFolder } from '../../scripts/serve.mjs';

/** Serves the built page at a sub-path for all end-to-end tests, as a project page on a static host would be. */
export default async function serveBuiltPage(): Promise<() => Promise<void>> {
  const folder = process.env['SIGHTGLASS_DIST'] ?? 'dist';
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no built page in ${folder}: run npm run build first.`);
  }
  const server = await serveFolder(folder, { base: '/sub/path/' });
  process.env['SIGHTGLASS_URL'] = server.url;
  return () => server.close();
}
