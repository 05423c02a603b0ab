// npm start: installs what is missing, builds, serves the built page on this machine and opens it.
import { spawn, spawnSync } from 'node:child_process';
import { installDependencies } from './install.mjs';
import { serveFolder } from './serve.mjs';

await installDependencies();
const built = spawnSync(process.execPath, ['scripts/build.mjs', '--quiet'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const wanted = Number(process.env.PORT ?? 4173);
const { url } = await serveFolder('dist', { port: wanted });
console.log(`\nSightglass is at ${url}  (Ctrl+C ends it)`);

const [opener, ...args] =
  process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
if (process.stdout.isTTY && !process.env.CI) {
  spawn(opener, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
