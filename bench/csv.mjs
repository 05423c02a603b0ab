// The file that reading is timed on: a shop's orders, 1M rows × 12 columns, about 110 MB, the same on every machine.
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { CACHE } from './bundle.mjs';

/** Raised when the content changes, so that a file of an older version is not taken. */
const VERSION = 1;
const COUNTRIES = [
  'Germany',
  'France',
  'Spain',
  'Italy',
  'Japan',
  'Brazil',
  'Türkiye',
  'United States',
  'Canada',
  'Norway',
  'Viet Nam',
  'Kenya',
];
const PLANS = ['free', 'starter', 'team', 'enterprise'];
const WORDS =
  'late early parcel gift please ring neighbour fragile again refund thanks colour size wrong perfect door fast slow'.split(
    ' ',
  );

/** mulberry32: 32 bits of state are plenty for a file of ten million cells. */
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const DAY = 86_400_000;
const FIRST_ORDER = Date.UTC(2023, 0, 1);

/** Two to four words, one in ten with a comma and hence in quotes, one in a hundred with quotes inside. */
function note(random) {
  const words = Array.from({ length: 2 + Math.floor(random() * 3) }, () => WORDS[Math.floor(random() * WORDS.length)]);
  const kind = random();
  if (kind < 0.01) return `"${words[0]} ""${words[1]}"" ${words.slice(2).join(' ')}"`;
  if (kind < 0.1) return `"${words[0]}, ${words.slice(1).join(' ')}"`;
  return words.join(' ');
}

function row(i, random) {
  const ordered = new Date(FIRST_ORDER + Math.floor(random() * 730 * DAY)).toISOString();
  const signup = new Date(FIRST_ORDER - Math.floor(random() * 1000) * DAY).toISOString();
  return [
    1_000_001 + i,
    `C${String(Math.floor(random() * 200_000)).padStart(6, '0')}`,
    `${ordered.slice(0, 10)} ${ordered.slice(11, 19)}`,
    signup.slice(0, 10),
    COUNTRIES[Math.floor(random() ** 2 * COUNTRIES.length)],
    PLANS[Math.floor(random() * PLANS.length)],
    random() < 0.03 ? '' : Math.floor(random() * 500),
    (random() ** 3 * 10_000).toFixed(2),
    random() < 0.1 ? '' : (random() * 0.5).toFixed(4),
    (random() * 2 - 1).toFixed(9),
    random() < 0.3 ? 'yes' : 'no',
    note(random),
  ].join(',');
}

const HEADER = 'order,customer,ordered_at,signup,country,plan,visits,spend,discount,score,returned,note';

/**
 * The path of the generated file; written on the first call, kept in .cache/bench.
 * @param {number} rows
 * @returns {Promise<{ path: string, rows: number, columns: number, bytes: number }>}
 */
export async function ordersCsv(rows = 1_000_000) {
  const path = join(CACHE, `orders-v${VERSION}-${rows}.csv`);
  if (!existsSync(path)) {
    mkdirSync(CACHE, { recursive: true });
    const random = seeded(20_261_123);
    const out = createWriteStream(`${path}.part`);
    let text = `${HEADER}\n`;
    for (let i = 0; i < rows; i++) {
      text += `${row(i, random)}\n`;
      if (text.length < 1 << 20) continue;
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
    out.end(text);
    await once(out, 'finish');
    renameSync(`${path}.part`, path);
  }
  return { path, rows, columns: HEADER.split(',').length, bytes: statSync(path).size };
}
