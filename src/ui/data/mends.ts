import type { Finding } from '../../core/errors.ts';
import type { TableProfile } from '../../core/profile/types.ts';
import type { ColumnKind } from '../../core/table/column.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';

/** What one click does about a finding. */
export type Mend =
  | { readonly kind: 'leave-out'; readonly columns: readonly string[] }
  | { readonly kind: 'set-kind'; readonly column: string; readonly to: ColumnKind }
  /** Reads the file again with these cells counting as missing. */
  | { readonly kind: 'mark-missing'; readonly marks: readonly string[] }
  /** Opens how the file was read. */
  | { readonly kind: 'change-reading' }
  | { readonly kind: 'show-column'; readonly column: string };

const KINDS: readonly string[] = ['number', 'date', 'category', 'text'];

/** Findings that say a column tells nothing about any target, or too much about this one. */
const LEAVE_OUT =
  /(constant|empty|duplicate-column|copy|row-number|\bid\b|\.id|leak|(earlier|later)-measurement|sum-is-target|known-afterwards|mostly-missing)/;
const READING = /^ingest\.(ambiguous|nearly-numbers|undecodable|no-header|header-too|one-column|unreadable-cells)/;

/** The mends that fit a finding, the likeliest first; none where there is nothing to do in one click. */
export function mendsFor(
  finding: Finding,
  profile: TableProfile | undefined,
  question: PredictQuestion | undefined,
): readonly Mend[] {
  const mends: Mend[] = [];
  const { column, code, params } = finding;
  const marks = missingMarks(finding);
  if (marks.length > 0) mends.push({ kind: 'mark-missing', marks });
  if (READING.test(code)) mends.push({ kind: 'change-reading' });
  if (column === undefined) return mends;
  const wanted = code === 'ingest.nearly-numbers' ? 'number' : params['suggestedKind'];
  const present = profile?.columns.find((candidate) => candidate.name === column)?.kind;
  if (typeof wanted === 'string' && KINDS.includes(wanted) && wanted !== present) {
    mends.push({ kind: 'set-kind', column, to: wanted as ColumnKind });
  }
  if (LEAVE_OUT.test(code) && question?.columns.includes(column)) mends.push({ kind: 'leave-out', columns: [column] });
  if (profile?.columns.some((candidate) => candidate.name === column)) mends.push({ kind: 'show-column', column });
  return mends;
}

/** Cells that a finding takes for spellings of "missing". */
function missingMarks({ code, params }: Finding): readonly string[] {
  const { value, examples } = params;
  if (code === 'profile.sentinel' && typeof value === 'number') return [String(value)];
  return code === 'ingest.nearly-numbers' && Array.isArray(examples) ? (examples as readonly string[]) : [];
}

/** The question without some columns. */
export function withoutColumns(question: PredictQuestion, columns: readonly string[]): PredictQuestion {
  return { ...question, columns: question.columns.filter((column) => !columns.includes(column)) };
}
