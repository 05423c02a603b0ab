import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { FormValue } from '../../../lenses/predict/model.ts';
import type { ColumnKind } from '../../../core/table/column.ts';
import { useFormat } from '../../format/use-format.ts';
import { useColumnWords } from '../../i18n/use-column-words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { dateFromInput, dateToInput } from '../view/form-date.ts';

/** What a field needs to know of its column. */
export interface FieldColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Category: levels to choose from; shares of rows where they are known. */
  readonly levels?: readonly { readonly level: string; readonly share?: number }[];
  /** Number and date: quantiles, ascending. */
  readonly quantiles?: readonly number[];
}

interface FieldInputProps {
  readonly column: FieldColumn;
  readonly value: FormValue;
  readonly onChange: (value: FormValue) => void;
}

/** The input that a column's kind asks for; an empty one means "missing". */
export function FieldInput({ column, value, onChange }: FieldInputProps) {
  const words = useWords();
  const format = useFormat();
  const names = useColumnWords();
  const low = column.quantiles?.[0];
  const high = column.quantiles?.at(-1);
  switch (column.kind) {
    case 'number':
      return (
        <NumberInput
          label={column.name}
          description={
            low === undefined || high === undefined
              ? undefined
              : words('form.range', { low: format.number(low), high: format.number(high) })
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={typeof value === 'number' ? value : ''}
          placeholder={words('form.missing')}
          hideControls={false}
          step={stepFor(low, high)}
          onChange={(typed) => onChange(typeof typed === 'number' ? typed : null)}
        />
      );
    case 'category':
      return (
        <NativeSelect
          label={column.name}
          value={value === null ? '' : String(value)}
          data={[
            { value: '', label: words('form.missing') },
            ...(column.levels ?? []).map(({ level, share }) => ({
              value: level,
              label:
                share === undefined
                  ? names.level(column.name, level)
                  : words('form.level', { level: names.level(column.name, level), share: format.percent(share) }),
            })),
          ]}
          onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      );
    case 'date':
      return (
        <TextInput
          type="date"
          label={column.name}
          value={dateToInput(value)}
          onChange={(event) => onChange(dateFromInput(event.currentTarget.value))}
        />
      );
    // A form cannot ask for a picture: it stays missing.
    case 'image':
      return null;
    case 'text':
      return (
        <TextInput
          label={column.name}
          value={value === null ? '' : String(value)}
          placeholder={words('form.missing')}
          onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      );
  }
}

/** A step that crosses the column's range in about 50 presses, rounded to 1, 2 or 5 of a power of ten. */
export function stepFor(low: number | undefined, high: number | undefined): number {
  const range = (high ?? 0) - (low ?? 0);
  if (!(range > 0)) return 1;
  const raw = range / 50;
  const power = 10 ** Math.floor(Math.log10(raw));
  const first = raw / power;
  return power * (first <= 1 ? 1 : first <= 2 ? 2 : first <= 5 ? 5 : 10);
}
