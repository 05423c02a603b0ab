import { CodedError, type Finding } from '../core/errors.ts';
import { convertColumn } from '../core/table/convert.ts';
import type { ColumnKind } from '../core/table/column.ts';
import { joinTables, sameShape } from '../core/table/join.ts';
import { proposeKeys } from '../core/table/propose-keys.ts';
import { makeTable, type Table } from '../core/table/table.ts';
import { appendTables } from '../core/table/take.ts';
import type { CombineChoice, CombineProposal } from './data-contract.ts';

/** A file that has been read. */
export interface NamedTable {
  readonly id: string;
  readonly name: string;
  readonly table: Table;
}

export interface CombinePlan {
  /** Ways to make one table of several files, the likeliest first; the last ones are each file by itself. */
  readonly proposals: readonly CombineProposal[];
  /** What is done when nobody has chosen: the likeliest where it is sure, else the first file alone. */
  readonly choice: CombineChoice;
}

/** @throws data.no-file where there is none */
export function planCombination(files: readonly NamedTable[]): CombinePlan {
  const [first] = files;
  if (!first) throw new CodedError('data.no-file');
  const alone = files.map(({ id }): CombineProposal => ({ choice: { kind: 'single', file: id } }));
  const single: CombineChoice = { kind: 'single', file: first.id };
  if (files.length === 1) return { proposals: [], choice: single };
  if (files.every(({ table }) => sameShape(first.table, table))) {
    const choice: CombineChoice = { kind: 'append', files: files.map(({ id }) => id) };
    return { proposals: [{ choice }, ...alone], choice };
  }
  const joins = proposeJoins(files);
  const choice = joins[0]?.sure ? joins[0].proposal.choice : single;
  return { proposals: [...joins.map(({ proposal }) => proposal), ...alone], choice };
}

interface RankedJoin {
  readonly proposal: CombineProposal;
  readonly sure: boolean;
}

function proposeJoins(files: readonly NamedTable[]): RankedJoin[] {
  const joins: RankedJoin[] = [];
  for (const left of files) {
    for (const right of files) {
      if (left === right) continue;
      for (const { sure, matchRate, manyToOne, ...keys } of proposeKeys(left.table, right.table, right.name)) {
        const choice = { kind: 'join', left: left.id, right: right.id, ...keys } as const;
        joins.push({ sure, proposal: { choice, matchRate, manyToOne } });
      }
    }
  }
  return joins.toSorted(
    (a, b) =>
      Number(b.sure) - Number(a.sure) ||
      Number(b.proposal.manyToOne) - Number(a.proposal.manyToOne) ||
      (b.proposal.matchRate ?? 0) - (a.proposal.matchRate ?? 0),
  );
}

export interface Combined {
  readonly table: Table;
  /** Whether a join summed rows up. */
  readonly aggregated?: boolean;
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
      return { table, aggregated, findings: [...unmatched, ...summed] };
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
