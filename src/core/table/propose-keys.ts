import { columnLength, type Column } from './column.ts';
import { keyReader } from './join-index.ts';
import type { JoinKeys } from './join.ts';
import type { Table } from './table.ts';

export interface KeyProposal extends JoinKeys {
  /** Share of the left rows looked at that find a partner. */
  readonly matchRate: number;
  /** No key repeats on the right. */
  readonly manyToOne: boolean;
  /** Plain enough to be joined unasked. */
  readonly sure: boolean;
}

/** Left rows looked at for a match rate. */
const PROBED_ROWS = 20_000;
const LEAST_MATCH = 0.1;
const SURE_MATCH = 0.5;
const MOST_PROPOSALS = 3;

/** How much the names of two columns speak for their being one key. */
const KINSHIP = { none: 0, generic: 1, same: 2, foreign: 3 } as const;
type Kinship = (typeof KINSHIP)[keyof typeof KINSHIP];

/** Names that each table has for things of its own: `id` in two files is hardly ever the same id. */
const GENERIC = new Set([
  'id',
  'key',
  'index',
  'nr',
  'no',
  'number',
  'name',
  'code',
  'type',
  'status',
  'value',
  'count',
]);

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** `customers-2024.csv` → customer */
const singular = (fileName: string): string =>
  plain(fileName.replace(/\..*$/, '').replaceAll(/\d+/g, '')).replace(/ies$/, 'y').replace(/s$/, '');

function kinship(left: string, right: string, rightName: string): Kinship {
  const [a, b] = [plain(left), plain(right)];
  const owner = singular(rightName);
  // `customer_id` here, `id` in the customers' file.
  if (owner !== '' && GENERIC.has(b) && (a === owner + b || a === owner)) return KINSHIP.foreign;
  if (a === '' || a !== b) return KINSHIP.none;
  return GENERIC.has(a) || /^column\d+$/.test(a) ? KINSHIP.generic : KINSHIP.same;
}

interface Keys {
  readonly set: ReadonlySet<string>;
  readonly unique: boolean;
}

function keysOf(column: Column): Keys {
  const read = keyReader(column);
  const set = new Set<string>();
  let keyed = 0;
  for (let row = 0; row < columnLength(column); row++) {
    const key = read(row);
    if (key === null) continue;
    keyed++;
    set.add(key);
  }
  return { set, unique: set.size === keyed };
}

/** Amounts and pictures are no keys. */
const isKeyLike = (column: Column): boolean =>
  column.kind !== 'image' &&
  (column.kind !== 'number' || column.values.every((value) => Number.isNaN(value) || Number.isInteger(value)));

const isWords = ({ kind }: Column): boolean => kind === 'category' || kind === 'text';

/** The likeliest key pairs for joining `right` to `left`, the best first, at most three. */
export function proposeKeys(left: Table, right: Table, rightName = ''): KeyProposal[] {
  const ranked: { readonly kin: Kinship; readonly proposal: KeyProposal }[] = [];
  const known = new Map<Column, Keys>();
  const keys = (column: Column): Keys => {
    const found = known.get(column) ?? keysOf(column);
    known.set(column, found);
    return found;
  };
  const leftKeys = left.columns.filter(isKeyLike);
  for (const theirs of right.columns.filter(isKeyLike)) {
    for (const ours of leftKeys) {
      const kin = kinship(ours.name, theirs.name, rightName);
      // Under other names only words are looked at: small numbers meet by chance.
      const bothWords = isWords(ours) && isWords(theirs);
      if (kin === KINSHIP.none && !(bothWords && keys(theirs).unique)) continue;
      const { set, unique } = keys(theirs);
      if (set.size < 2) continue;
      const matchRate = rateOf(ours, set);
      if (matchRate < LEAST_MATCH) continue;
      const told = kin >= KINSHIP.same || bothWords;
      const sure = told && matchRate >= SURE_MATCH && (unique || keys(ours).unique);
      ranked.push({ kin, proposal: { leftKey: ours.name, rightKey: theirs.name, matchRate, manyToOne: unique, sure } });
    }
  }
  return ranked
    .toSorted(
      (a, b) => byLikelihood(a.proposal, b.proposal) || b.kin - a.kin || b.proposal.matchRate - a.proposal.matchRate,
    )
    .slice(0, MOST_PROPOSALS)
    .map(({ proposal }) => proposal);
}

const byLikelihood = (a: KeyProposal, b: KeyProposal): number =>
  Number(b.sure) - Number(a.sure) || Number(b.manyToOne) - Number(a.manyToOne);

function rateOf(column: Column, keys: ReadonlySet<string>): number {
  const read = keyReader(column);
  const rowCount = columnLength(column);
  const step = Math.max(1, Math.floor(rowCount / PROBED_ROWS));
  let probed = 0;
  let found = 0;
  for (let row = 0; row < rowCount; row += step) {
    probed++;
    if (keys.has(read(row) ?? '')) found++;
  }
  return probed === 0 ? 0 : found / probed;
}
