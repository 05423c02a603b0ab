import type { Cleaned } from './cleaned.ts';
import type { PortableField } from './format.ts';
import { makeInput } from './inputs.ts';
import type { ModelColumn } from '../model.ts';
import type { PortableInput } from './types.ts';

/** Fields and inputs in the order in which members first ask for them: what no member reads does not travel. */
export interface FieldBook {
  /** Position of the field. */
  use(cleaned: Cleaned): number;
  readonly fields: readonly PortableField[];
  inputs(): PortableInput[];
}

export function openFieldBook(rowCount: number, minRows: number): FieldBook {
  const fields: PortableField[] = [];
  const places = new Map<string, number>();
  const columns: { readonly column: ModelColumn; levels?: readonly string[] }[] = [];
  const columnOf = (column: ModelColumn): number => {
    const known = columns.findIndex((one) => one.column === column);
    return known >= 0 ? known : columns.push({ column }) - 1;
  };
  return {
    fields,
    use(cleaned) {
      const known = places.get(cleaned.name);
      if (known !== undefined) return known;
      const from = columnOf(cleaned.column);
      if (cleaned.kind === 'category' && cleaned.as === 'level') {
        columns[from] = { column: cleaned.column, levels: cleaned.levels };
      }
      const place = fields.push(toField(cleaned, from)) - 1;
      places.set(cleaned.name, place);
      return place;
    },
    inputs: () => columns.map(({ column, levels }) => makeInput(column, levels, rowCount, minRows)),
  };
}

function toField(cleaned: Cleaned, from: number): PortableField {
  if (cleaned.kind === 'number') {
    const { as, clip } = cleaned;
    const open = !clip || (clip[0] === null && clip[1] === null);
    return { from, as, ...(open ? {} : { clip }) };
  }
  if (cleaned.as === 'level') return { from, as: cleaned.as };
  return { from, as: cleaned.as, levels: cleaned.levels.map((level) => Number(level) - 1) };
}
