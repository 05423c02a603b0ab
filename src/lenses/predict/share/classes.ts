import { foldLevels } from '../../../core/disclose/levels.ts';
import { OTHER_LEVEL } from '../../../core/prepare/steps/categories.ts';
import type { PredictReport } from '../report.ts';
import { cut, MOST_CLASSES } from './limits.ts';

/** The classes as they are named in a shared report. */
export interface SafeClasses {
  readonly names: readonly string[];
  /** Place among `names` of each class of the model. */
  readonly of: readonly number[];
  /** Classes put together as the last name. */
  readonly folded: number;
}

/** Rows surely of each class: those that were judged. Other rows may be of it, but are not counted in the receipt. */
function judgedRows({ binary, multiclass }: PredictReport, classes: readonly string[]): number[] {
  if (binary) {
    const { validation, test } = binary;
    const yes = validation.positives + test.positives;
    return [validation.rowCount + test.rowCount - yes, yes];
  }
  const count = (name: string): number =>
    [multiclass?.validation, multiclass?.test].reduce(
      (sum, result) => sum + (result?.perClass.find((one) => one.name === name)?.count ?? 0),
      0,
    );
  return classes.map(count);
}

/** Classes of fewer than 11 judged rows go by one name together; undefined for a number. */
export function safeClasses(report: PredictReport): SafeClasses | undefined {
  const { classes } = report;
  if (!classes) return undefined;
  const rows = judgedRows(report, classes);
  const { folded: few } = foldLevels(classes.map((level, i) => ({ level, count: rows[i] as number })));
  const beyond = classes.length - few.length > MOST_CLASSES ? [...classes.keys()].slice(MOST_CLASSES - 1) : [];
  const folded = new Set([...few, ...beyond]);
  const kept = classes.filter((_, i) => !folded.has(i));
  const names = [...kept.map(cut), ...(folded.size > 0 ? [OTHER_LEVEL] : [])];
  return {
    names,
    of: classes.map((name, i) => (folded.has(i) ? names.length - 1 : kept.indexOf(name))),
    folded: folded.size,
  };
}
