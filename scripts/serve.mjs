import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** The file that a request path asks for inside `folder`, or undefined (also for paths that lead out of it). */
function fileFor(folder, base, path) {
  if (!path.startsWith(base)) return undefined;
  const relative = normalize(decodeURIComponent(path.slice(base.length)) || '.');
  const file = resolve(folder, relative);
  if (file !== folder && !file.startsWith(folder + sep)) return undefined;
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isDirectory() ? join(file, 'index.html') : file;
}

/**
 * A plain static file server on the loopback address, as any host would serve the page.
 * @param {string} folder what to serve
 * @param {{ port?: number, base?: string, onRequest?: (request: { method: string, url: string, headers: object }) => void }} options
 *   port 0 takes a free one, and so does a port that is in use; base is the sub-path, with slashes at both ends
 * @returns {Promise<{ url: string, port: number, close(): Promise<void> }>}
 */
export function serveFolder(folder, { port = 0, base = '/', onRequest } = {}) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    onRequest?.({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    const file = fileFor(root, base, (request.url ?? '/').split('?')[0]);
    const found = file && statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': found.size,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((done, failed) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' && port !== 0) server.listen(0, '127.0.0.1');
      else failed(error);
    });
    server.once('listening', () => {
      const taken = server.address().port;
      done({
        url: `http://localhost:${taken}${base}`,
        port: taken,
        close: () => new Promise((closed) => server.close(() => closed())),
      });
    });
    server.listen(port, '127.0.0.1');
  });
}
