import type { Finding } from '../../core/errors.ts';

/** Findings that say the same of several columns: one thing to look at, not many. */
export interface FindingGroup {
  /** The first of them, which is worded in full. */
  readonly finding: Finding;
  /** The other columns that it holds for. */
  readonly others: readonly string[];
}

/** Puts findings with the same code (and the same conspicuous value) together, in the order of their first. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, { finding: Finding; others: string[] }>();
  for (const [index, finding] of findings.entries()) {
    const { code, level, column, params } = finding;
    const key = JSON.stringify(
      column === undefined ? [index] : [code, level, code === 'profile.sentinel' ? params['value'] : null],
    );
    const group = groups.get(key);
    if (!group) groups.set(key, { finding, others: [] });
    else if (column !== undefined && column !== group.finding.column && !group.others.includes(column)) {
      group.others.push(column);
    }
  }
  return [...groups.values()];
}
