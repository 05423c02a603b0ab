import type { Finding } from '../../core/errors.ts';
import { countClasses } from './problem.ts';
import { FAMILIES } from './question.ts';
import type { SearchResult } from './search.ts';
import type { Training } from './training.ts';
import type { Column } from '../../core/table/column.ts';
import { textAt } from '../../core/table/text.ts';

const RARE_SHARE = 0.1;
const FEW_TEST_POSITIVES = 30;
const SMALL_ROWS = 200;
const MANY_MISSING = 0.5;

/** What to bear in mind about the figures, by code. */
export function warningsOf(training: Training, found: SearchResult): Finding[] {
  return [...sizeWarnings(training), ...classWarnings(training), ...missingWarnings(training), ...searchWarnings()];

  function searchWarnings(): Finding[] {
    const { space, split, input, search } = training;
    const findings: Finding[] = [];
    if (space.sampled) {
      findings.push({
        level: 'note',
        code: 'warn.sampled',
        params: { rows: space.rows.length, of: split.train.length },
      });
    }
    if (found.ended !== 'complete') {
      findings.push({ level: 'note', code: `warn.search-${found.ended}`, params: { tries: found.attempts.length } });
    }
    const tracked = new Set(search.tracks.map(({ family }) => family));
    const possible = training.method.families ?? FAMILIES;
    for (const family of input.plan.settings.families) {
      if (possible.includes(family) && !tracked.has(family))
        findings.push({ level: 'careful', code: 'warn.family-unavailable', params: { family } });
    }
    for (const { candidate, error } of found.attempts) {
      if (!error) continue;
      const params = { estimator: candidate.estimator, error: error.code };
      findings.push({ level: 'careful', code: 'warn.try-failed', params });
    }
    return findings;
  }
}

function sizeWarnings({ problem }: Training): Finding[] {
  const rows = problem.rows.length;
  const columns = problem.features.columns.length;
  const findings: Finding[] = [];
  if (rows < SMALL_ROWS)
    findings.push({ level: 'careful', code: 'warn.small-data', params: { rows, enough: SMALL_ROWS } });
  // Of texts and pictures there is one a row, in however many columns.
  if (columns > rows && problem.question.lens === 'predict')
    findings.push({ level: 'careful', code: 'warn.more-columns-than-rows', params: { rows, columns } });
  return findings;
}

function classWarnings({ problem, split }: Training): Finding[] {
  const { target, rows } = problem;
  if (target.task !== 'binary') return [];
  const counts = countClasses(target, rows);
  const rare = (counts[1] as number) <= (counts[0] as number) ? 1 : 0;
  const share = (counts[rare] as number) / rows.length;
  const inTest = countClasses(target, split.test)[rare] as number;
  const params = { class: target.classes[rare] as string, rows: counts[rare] as number, share };
  const findings: Finding[] = [];
  if (share < RARE_SHARE) findings.push({ level: 'careful', code: 'warn.imbalance', params });
  if (inTest < FEW_TEST_POSITIVES) {
    findings.push({
      level: 'careful',
      code: 'warn.few-in-test',
      params: { ...params, inTest, enough: FEW_TEST_POSITIVES },
    });
  }
  return findings;
}

function missingWarnings({ problem, made }: Training): Finding[] {
  // Of rows that were made, a cell without a value says that something never happened.
  if (made) return [];
  return problem.features.columns.flatMap((column): Finding[] => {
    let missing = 0;
    for (const row of problem.rows) if (isMissing(column, row)) missing++;
    const share = missing / problem.rows.length;
    if (share <= MANY_MISSING) return [];
    return [
      { level: 'careful', code: 'warn.high-missing', column: column.name, params: { column: column.name, share } },
    ];
  });
}

function isMissing(column: Column, row: number): boolean {
  switch (column.kind) {
    case 'number':
    case 'date':
      return Number.isNaN(column.values[row]);
    case 'category':
      return (column.codes[row] as number) < 0;
    case 'text':
      return textAt(column, row) === null;
    case 'image':
      return column.missing?.[row] === 1;
  }
}
