import type { PersonalKind } from '../../src/core/privacy/types.ts';
import type { Part } from './faker-columns.ts';
import { judgeList, type Judged } from './labelled.ts';

interface Counts {
  readonly columns: number;
  readonly personal: number;
  readonly found: number;
  readonly rightly: number;
  readonly recall: number;
  readonly precision: number;
}

/** A column counts as found where it is found as what it is; of one kind, or of any. */
export function countsOf(judged: readonly Judged[], kind?: PersonalKind): Counts {
  const isOf = (one: PersonalKind | 'none'): boolean => (kind === undefined ? one !== 'none' : one === kind);
  const personal = judged.filter(({ label }) => isOf(label)).length;
  const found = judged.filter((one) => isOf(one.found)).length;
  const rightly = judged.filter((one) => isOf(one.label) && one.found === one.label).length;
  const share = (of: number): number => (of === 0 ? 1 : rightly / of);
  return { columns: judged.length, personal, found, rightly, recall: share(personal), precision: share(found) };
}

const KINDS: readonly PersonalKind[] = ['name', 'email', 'phone', 'address', 'card', 'national-id', 'ip'];
const PARTS: readonly (readonly [Part, string])[] = [
  ['tuning', 'built with'],
  ['held-out', 'held out, first list'],
  ['later', 'held out, second list'],
];

/** Recall and precision by part and by kind, as Markdown. */
function labelledTable(judged: readonly Judged[]): string {
  const row = (name: string, { columns, personal, found, rightly, recall, precision }: Counts): string =>
    `| ${[name, columns, personal, found, rightly, recall.toFixed(3), precision.toFixed(3)].join(' | ')} |`;
  return [
    '| | columns | personal | found | rightly | recall | precision |',
    '|---|---|---|---|---|---|---|',
    ...PARTS.map(([part, name]) => row(name, countsOf(judged.filter((one) => one.part === part)))),
    ...KINDS.map((kind) => row(kind, countsOf(judged, kind))),
    row('all', countsOf(judged)),
  ].join('\n');
}

/** Judges the whole list, with its figures as they stand in docs/privacy-columns.md. */
export async function measure(): Promise<{ readonly judged: readonly Judged[]; readonly table: string }> {
  const judged = await judgeList();
  return { judged, table: labelledTable(judged) };
}
