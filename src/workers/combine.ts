import { CodedError, type Finding } from '../core/errors.ts';
import { convertColumn } from '../core/table/convert.ts';
import type { ColumnKind } from '../core/table/column.ts';
import { joinTables, proposeKeys, sameShape } from '../core/table/join.ts';
import { makeTable, type Table } from '../core/table/table.ts';
import { appendTables } from '../core/table/take.ts';
import type { CombineChoice, CombineProposal } from './data-contract.ts';

/** A file that has been read. */
export interface NamedTable {
  readonly id: string;
  readonly name: string;
  readonly table: Table;
}

/** A join that matches fewer rows than this is offered, but not made unasked. */
const SURE_MATCH = 0.5;

/** Ways to make one table of several files, the likeliest first; the last ones are each file by itself. */
export function proposeCombinations(files: readonly NamedTable[]): CombineProposal[] {
  const [first] = files;
  if (files.length < 2 || !first) return [];
  const proposals: CombineProposal[] = [];
  if (files.every(({ table }) => sameShape(first.table, table))) {
    proposals.push({ choice: { kind: 'append', files: files.map(({ id }) => id) } });
  }
  const joins: CombineProposal[] = [];
  for (const left of files) {
    for (const right of files) {
      if (left === right || proposals.length > 0) continue;
      for (const { leftKey, rightKey, matchRate, manyToOne } of proposeKeys(left.table, right.table)) {
        const choice = { kind: 'join', left: left.id, right: right.id, leftKey, rightKey } as const;
        joins.push({ choice, matchRate, manyToOne });
      }
    }
  }
  joins.sort((a, b) => Number(b.manyToOne) - Number(a.manyToOne) || (b.matchRate ?? 0) - (a.matchRate ?? 0));
  return [
    ...proposals,
    ...joins,
    ...files.map(({ id }): CombineProposal => ({ choice: { kind: 'single', file: id } })),
  ];
}

/** What is done with several files when nobody has chosen. */
export function defaultCombination(files: readonly NamedTable[], proposals: readonly CombineProposal[]): CombineChoice {
  const sure = proposals.find(({ choice, matchRate }) => choice.kind === 'append' || (matchRate ?? 0) >= SURE_MATCH);
  const first = files[0];
  if (!first) throw new CodedError('data.no-file');
  return sure?.choice ?? { kind: 'single', file: first.id };
}

export interface Combined {
  readonly table: Table;
  readonly findings: readonly Finding[];
}

/** @throws data.no-file when the choice names a file that is not there, table.no-column, table.no-match */
export function combineFiles(files: readonly NamedTable[], choice: CombineChoice): Combined {
  const get = (id: string): NamedTable => {
    const found = files.find((file) => file.id === id);
    if (!found) throw new CodedError('data.no-file');
    return found;
  };
  switch (choice.kind) {
    case 'single': {
      const findings: Finding[] =
        files.length > 1
          ? [
              {
                code: 'data.files-apart',
                level: 'careful',
                params: { used: get(choice.file).name, files: files.length },
              },
            ]
          : [];
      return { table: get(choice.file).table, findings };
    }
    case 'append':
      return { table: appendTables(choice.files.map((id) => get(id).table)), findings: [] };
    case 'join': {
      const left = get(choice.left);
      const right = get(choice.right);
      const { table, matched, aggregated } = joinTables(left.table, right.table, choice, right.name);
      const params = { left: left.name, right: right.name, matched, rows: table.rowCount };
      const unmatched: Finding[] =
        matched < table.rowCount
          ? [
              {
                code: 'data.join-unmatched',
                level: 'careful',
                params: { ...params, unmatched: table.rowCount - matched },
              },
            ]
          : [];
      const summed: Finding[] = aggregated ? [{ code: 'data.join-aggregated', level: 'note', params }] : [];
      return { table, findings: [...unmatched, ...summed] };
    }
  }
}

/** Kinds set by hand, for columns that no file was read with (those a join made). */
export function withKinds(table: Table, kinds: readonly (readonly [string, ColumnKind])[]): Table {
  const wanted = new Map(kinds);
  const columns = table.columns.map((column) => {
    const kind = wanted.get(column.name);
    return kind === undefined || kind === column.kind ? column : convertColumn(column, kind).column;
  });
  return makeTable(columns, table.rowCount);
}
