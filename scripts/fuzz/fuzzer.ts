import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import { deflateSync } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import { CodedError } from '../../src/core/errors.ts';
import { createRandom, type Random } from '../../src/core/random.ts';
import { PROJECT } from '../../src/app/document.ts';
import { openHistory, undo } from '../../src/app/history.ts';
import { underNewIds, type KeptContents } from '../../src/app/project-file-ids.ts';
import type { ProjectDocument } from '../../src/app/project.ts';
import { predictPortable } from '../../src/lenses/predict/portable/predict.ts';
import { openShared } from '../../src/lenses/predict/share/open.ts';
import type { SharedPredict } from '../../src/lenses/predict/share/types.ts';
import { LENS_SHARING } from '../../src/lenses/sharing.ts';
import { toBinaryJson } from '../../src/storage/project-file/binary-json.ts';
import { openProject, type OpenedProject } from '../../src/storage/project-file/open.ts';
import { fillShell } from '../../src/storage/report-file.ts';
import { decodeShared, encodeShared } from '../../src/storage/share-link.ts';
import { mutateBytes, mutateJson, mutateText } from './mutate.ts';
import { makeSamples } from './samples.ts';

/** One damaged input: what came of it (`opened` or the code of the refusal) and how much processor time it took. */
export interface Outcome {
  readonly came: string;
  readonly ms: number;
}

export type Target = 'link' | 'project' | 'locked';

export interface Fuzzer {
  /** @throws Error that says what broke: a crash, a prototype that changed, a request, markup that got through, other contents */
  run(target: Target, seed: number): Promise<Outcome>;
}

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

/** What every object inherits; the fuzzer's own globals aside. */
const prototypes = (): string =>
  [Object.prototype, Array.prototype, Function.prototype, String.prototype]
    .map((one) => Reflect.ownKeys(one).map(String).join())
    .join(';');

/** Every way out that Node has is closed, and using one is written down. */
function watchRequests(): { readonly count: () => number } {
  let count = 0;
  const caught = (): never => {
    count++;
    throw new Error('a request');
  };
  for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource']) {
    Object.defineProperty(globalThis, name, { value: caught, configurable: true, writable: true });
  }
  Socket.prototype.connect = caught;
  return { count: () => count };
}

const SHELL =
  '<html><head><title>Sightglass</title></head><script type="application/json" id="report"></script></html>';

/** A report as an HTML file: what it says stays text, whatever it says. */
function checkHtml(report: Parameters<typeof fillShell>[1]): void {
  const html = fillShell(SHELL, report);
  const [, title = '<'] = /<title>([^]*?)<\/title>/u.exec(html) ?? [];
  const [, json = ''] = /<script type="application\/json" id="report">([^]*?)<\/script>/u.exec(html) ?? [];
  must(!title.includes('<'), 'markup in the title');
  must(JSON.stringify(JSON.parse(json)) === JSON.stringify(report), 'a report that its file does not hold');
  must(html.split('<').length === SHELL.split('<').length, 'markup in the file');
}

/** What the reader's page computes of an opened report. */
function readReport(body: SharedPredict): void {
  const view = openShared(body);
  must(Array.isArray(view.test), 'a view without figures');
  if (!body.model) return;
  for (const [name, value] of [
    ['', null],
    [body.model.inputs[0]?.name ?? '', 1],
    [body.model.inputs.at(-1)?.name ?? '', 'z'],
  ] as const) {
    predictPortable(body.model, new Map([[name, value]]));
  }
}

/** What a link without damage opens as. */
const openedAs = async (payload: string): Promise<string> => JSON.stringify(await decodeShared(payload, LENS_SHARING));

async function fuzzLink(
  payloads: readonly string[],
  reports: readonly unknown[],
  originals: readonly string[],
  random: Random,
): Promise<string> {
  const index = random.integer(payloads.length);
  const payload = payloads[index] ?? '';
  const way = random.integer(10);
  const damaged = ((): string => {
    const pack = (bytes: Uint8Array): string => `1.${Buffer.from(bytes).toString('base64url')}`;
    const inner = Buffer.from(payload.slice(2), 'base64url');
    switch (way) {
      case 0:
      case 1:
        return mutateText(payload, random);
      case 2:
        return pack(mutateBytes(inner, random));
      case 3:
        return pack(deflateSync(mutateText(JSON.stringify(reports[index]), random)));
      default:
        return pack(deflateSync(JSON.stringify(mutateJson(reports[index], random))));
    }
  })();
  const report = await decodeShared(damaged, LENS_SHARING);
  const isSame = JSON.stringify(report) === originals[index];
  // What was packed anew says what it says; characters that changed on the way are noticed.
  must(way > 2 || isSame, 'damage that went unseen');
  checkHtml(report);
  readReport(report.body as SharedPredict);
  return 'opened';
}

type Files = Record<string, Uint8Array>;

/** The same parts with checksums that fit them. */
function seal(files: Files): Files {
  const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString()) as object;
  const parts = Object.entries(files)
    .filter(([path]) => path !== 'manifest.json')
    .map(([path, bytes]) => ({ path, length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }));
  return { ...files, 'manifest.json': Buffer.from(JSON.stringify({ ...manifest, parts })) };
}

function damageParts(files: Files, random: Random): Files {
  const paths = Object.keys(files);
  const path = paths[random.integer(paths.length)] as string;
  const bytes = files[path] as Uint8Array;
  if (random.next() < 0.1) {
    const names = [...paths, '../x', 'data/9', 'constructor', 'models/0/model.json/x'];
    const name = names[random.integer(names.length)] as string;
    const renamed = { ...files, [name]: bytes };
    return name === 'manifest.json' ? renamed : seal(renamed);
  }
  if (!path.endsWith('.json')) return seal({ ...files, [path]: mutateBytes(bytes, random) });
  const text = Buffer.from(bytes).toString();
  const changed = random.next() < 0.1 ? mutateText(text, random) : JSON.stringify(mutateJson(JSON.parse(text), random));
  const damaged = { ...files, [path]: Buffer.from(changed) };
  return path === 'manifest.json' ? damaged : seal(damaged);
}

const digest = async ({ files, ...rest }: OpenedProject): Promise<string> => {
  const hash = createHash('sha256');
  const { json, binary } = toBinaryJson(rest);
  hash.update(json);
  for (const piece of binary) hash.update(piece);
  for (const { id, name, blob } of files) hash.update(`${id} ${name} `).update(Buffer.from(await blob.arrayBuffer()));
  return hash.digest('hex');
};

/** What the page does with an opened project before it keeps it. */
function takeProject(opened: OpenedProject): void {
  let next = 0;
  const contents: KeptContents = { ...opened, project: opened.project as ProjectDocument };
  const kept = underNewIds(contents, () => `new-${next++}`);
  undo(openHistory(kept.project.actions));
  const ids = [kept.project.id, ...kept.models.map(({ model }) => model.id), ...kept.batches.map(({ id }) => id)];
  must(ids.every((id) => id.startsWith('new-')) && new Set(ids).size === ids.length, 'an id of the file’s own');
}

async function fuzzProject(file: Uint8Array, files: Files, original: string, random: Random): Promise<string> {
  const raw = random.next() < 0.4;
  const bytes = raw
    ? mutateBytes(file, random)
    : zipSync(damageParts(files, random), { level: random.integer(4) ? 0 : 1 });
  const opened = await openProject(new Blob([Uint8Array.from(bytes)]), PROJECT);
  // Checksums cover everything: bytes that were damaged open as what was written, or not at all.
  if (raw) must((await digest(opened)) === original, 'damage that went unseen');
  takeProject(opened);
  return 'opened';
}

async function fuzzLocked(file: Uint8Array, original: string, random: Random): Promise<string> {
  const damaged = mutateBytes(file, random);
  // More rounds are another key; a test need not wait for it.
  if (damaged.length >= 16) damaged.set(file.subarray(12, 16), 12);
  const opened = await openProject(new Blob([damaged]), PROJECT, { passphrase: random.integer(9) ? 'fuzz' : 'guess' });
  must((await digest(opened)) === original, 'damage that went unseen');
  return 'opened';
}

/** Makes the samples (some seconds) and closes every way out of the process. */
export async function createFuzzer(): Promise<Fuzzer> {
  const { reports, project, locked } = await makeSamples();
  const payloads = await Promise.all(reports.map(encodeShared));
  const bytes = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());
  const [file, lockedFile] = [await bytes(project), await bytes(locked)];
  const files = unzipSync(file) as Files;
  const original = await digest(await openProject(project, PROJECT));
  const originals = await Promise.all(payloads.map(openedAs));
  const requests = watchRequests();
  const before = prototypes();

  const attempt = async (target: Target, random: Random): Promise<string> => {
    switch (target) {
      case 'link':
        return fuzzLink(payloads, reports, originals, random);
      case 'project':
        return fuzzProject(file, files, original, random);
      case 'locked':
        return fuzzLocked(lockedFile, original, random);
    }
  };

  return {
    async run(target, seed) {
      const random = createRandom(seed).fork(target);
      // Not the clock: whatever else runs on the machine would count.
      const start = process.cpuUsage();
      let came: string;
      try {
        came = await attempt(target, random);
      } catch (error) {
        if (!(error instanceof CodedError)) throw new Error(`${target} ${seed} broke`, { cause: error });
        came = error.code;
      }
      const { user, system } = process.cpuUsage(start);
      const ms = (user + system) / 1000;
      must(prototypes() === before && !('polluted' in {}), `${target} ${seed} changed a prototype`);
      must(requests.count() === 0, `${target} ${seed} asked for something`);
      must(!('injected' in globalThis), `${target} ${seed} ran markup`);
      return { came, ms };
    },
  };
}
