/** A setting of a network that may be typed in place of being chosen by the search. */
export interface TypedField {
  /** As the network's estimator calls it in `settings.network`; worded as `network.field.<key>`. */
  readonly key: string;
  /** `numbers`: several whole numbers; `share`: typed as a percentage. */
  readonly kind: 'whole' | 'number' | 'numbers' | 'share';
  readonly least: number;
  readonly most: number;
}

/** One of a few words, worded as `network.choice.<option>`. */
export interface ChoiceField {
  readonly key: string;
  readonly kind: 'choice';
  readonly options: readonly string[];
}

export type NetworkField = TypedField | ChoiceField;

/** What a setting is kept as. */
export type NetworkSetting = number | string | readonly number[];

/** What a person typed into a field, as it is kept; undefined where the field is empty or no such setting. */
export function typedSetting(field: TypedField, typed: string): number | readonly number[] | undefined {
  const fits = (value: number): boolean => Number.isFinite(value) && value >= field.least && value <= field.most;
  const whole = (value: number): boolean => fits(value) && Number.isInteger(value);
  const text = typed.trim();
  if (text === '') return undefined;
  if (field.kind === 'numbers') {
    const values = [
      ...new Set(
        text
          .split(/[\s,;，、]+/u)
          .filter((part) => part !== '')
          .map(Number),
      ),
    ];
    return values.length > 0 && values.every(whole) ? values : undefined;
  }
  const value = Number(text.replace(/\s*[%％]$/u, '')) / (field.kind === 'share' ? 100 : 1);
  return (field.kind === 'whole' ? whole(value) : fits(value)) ? value : undefined;
}

/** A kept setting as it is typed. */
export function settingText(field: TypedField, value: unknown): string {
  if (field.kind === 'numbers') return Array.isArray(value) ? value.join(', ') : '';
  if (typeof value !== 'number') return '';
  return String(field.kind === 'share' ? Number((value * 100).toPrecision(6)) : value);
}
