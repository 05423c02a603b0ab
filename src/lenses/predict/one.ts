import { makeCategoryColumn } from '../../core/table/category.ts';
import type { Column } from '../../core/table/column.ts';
import type { Table } from '../../core/table/table.ts';
import { blankColumn, checkTable } from './check-table.ts';
import type { ApplyResult, FormValue, ModelColumn, PredictModel } from './model.ts';
import { predictPipeline, type Registries } from './pipeline.ts';

/**
 * Predicts one row typed by hand. Columns without a value are missing.
 * @param values numbers and dates (milliseconds) as numbers or as they are written; categories as text
 */
export async function predictOne(
  model: PredictModel,
  values: readonly (readonly [string, FormValue])[],
  which: 'applied' | 'judged',
  registries: Registries,
  signal?: AbortSignal,
): Promise<ApplyResult> {
  const typed = new Map(values);
  const row: Table = {
    rowCount: 1,
    columns: model.columns.map((column) => cellColumn(column, typed.get(column.name))),
  };
  const { table, report } = checkTable(row, model.columns, model.cells);
  const prediction = await predictPipeline(
    which === 'judged' ? model.judged : model.applied,
    table,
    registries,
    signal,
  );
  return { prediction, report };
}

function cellColumn({ name, kind }: ModelColumn, value: FormValue | undefined): Column {
  if (value === null || value === undefined || value === '') return blankColumn(name, kind, 1);
  if (typeof value === 'number' && (kind === 'number' || kind === 'date')) {
    const values = Float64Array.of(value);
    return kind === 'number' ? { kind, name, values } : { kind, name, values, hasTime: value % 86_400_000 !== 0 };
  }
  // What was written is read as the model's kind by the same check that files go through.
  return makeCategoryColumn(name, [String(value)]);
}
