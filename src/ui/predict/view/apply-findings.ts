import type { Finding } from '../../../core/errors.ts';
import type { ApplyReport } from '../../../lenses/predict/model.ts';

const LEVELS = { stop: 0, careful: 1, note: 2 } as const;

/**
 * What a person must know about a scored file, the gravest first: the report's lists as findings, then the findings of
 * the core that are not about those lists already.
 */
export function applyFindings(report: ApplyReport): readonly Finding[] {
  const own: Finding[] = [];
  if (report.missingColumns.length > 0) {
    own.push({
      level: 'careful',
      code: 'applyNote.missing-columns',
      params: { count: report.missingColumns.length, names: report.missingColumns },
    });
  }
  for (const { column, levels, rows } of report.newLevels) {
    own.push({ level: 'careful', code: 'applyNote.new-levels', column, params: { column, levels, count: rows } });
  }
  for (const { column, rows } of report.unreadable) {
    own.push({ level: 'careful', code: 'applyNote.unreadable', column, params: { column, count: rows } });
  }
  for (const { column, rows } of report.outOfRange) {
    own.push({ level: 'note', code: 'applyNote.out-of-range', column, params: { column, count: rows } });
  }
  if (report.extraColumns.length > 0) {
    own.push({
      level: 'note',
      code: 'applyNote.extra-columns',
      params: { count: report.extraColumns.length, names: report.extraColumns },
    });
  }
  const listed = new Set([
    'missing-columns',
    'missing-column',
    'new-levels',
    'unreadable',
    'out-of-range',
    'extra-columns',
  ]);
  const others = report.findings.filter(({ code }) => !listed.has(code.split('.').at(-1) ?? ''));
  return [...own, ...others].toSorted((a, b) => LEVELS[a.level] - LEVELS[b.level]);
}
