import { Checkbox, Group, NativeSelect } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';

interface RecipeParamsProps {
  readonly step: string;
  readonly params: unknown;
  readonly onChange: (params: unknown) => void;
}

/** The settings of a step that a person may want to change; most have none. */
export function RecipeParams({ step, params, onChange }: RecipeParamsProps) {
  switch (step) {
    case 'missing':
      return isMissing(params) ? <MissingParams params={params} onChange={onChange} /> : null;
    case 'outliers':
      return isOutliers(params) ? <OutlierParams params={params} onChange={onChange} /> : null;
    case 'categories':
      return isCategories(params) ? <CategoryParams params={params} onChange={onChange} /> : null;
    default:
      return null;
  }
}

/** Whether a step has settings at all. */
export function hasParams(step: string): boolean {
  return step === 'missing' || step === 'outliers' || step === 'categories';
}

interface ParamsProps<T> {
  readonly params: T;
  readonly onChange: (params: T) => void;
}

interface Missing {
  readonly fill: 'median' | 'mean';
  readonly flag: boolean;
}

function MissingParams({ params, onChange }: ParamsProps<Missing>) {
  const words = useWords();
  return (
    <Group gap="lg" align="flex-end">
      <NativeSelect
        label={words('recipe.missing.fill')}
        value={params.fill}
        onChange={(event) => onChange({ ...params, fill: event.currentTarget.value === 'mean' ? 'mean' : 'median' })}
        data={[
          { value: 'median', label: words('recipe.missing.median') },
          { value: 'mean', label: words('recipe.missing.mean') },
        ]}
      />
      <Checkbox
        label={words('recipe.missing.flag')}
        checked={params.flag}
        onChange={(event) => onChange({ ...params, flag: event.currentTarget.checked })}
      />
    </Group>
  );
}

interface Outliers {
  readonly low: number;
  readonly high: number;
}

const TAILS = [0.001, 0.005, 0.01, 0.025, 0.05] as const;

function OutlierParams({ params, onChange }: ParamsProps<Outliers>) {
  const words = useWords();
  const shares = TAILS.includes(params.low as (typeof TAILS)[number]) ? TAILS : [...TAILS, params.low];
  return (
    <NativeSelect
      label={words('recipe.outliers.tail')}
      value={String(params.low)}
      onChange={(event) => {
        const low = Number(event.currentTarget.value);
        onChange({ low, high: 1 - low });
      }}
      data={shares.map((share) => ({
        value: String(share),
        label: words('recipe.outliers.share', { percent: `${Number((share * 100).toFixed(3))} %` }),
      }))}
    />
  );
}

interface Categories {
  readonly minRows: number;
  readonly maxLevels: number;
}

const FEWEST = [1, 2, 5, 10, 20, 50] as const;

function CategoryParams({ params, onChange }: ParamsProps<Categories>) {
  const words = useWords();
  const counts = FEWEST.includes(params.minRows as (typeof FEWEST)[number]) ? FEWEST : [...FEWEST, params.minRows];
  return (
    <NativeSelect
      label={words('recipe.categories.fewest')}
      value={String(params.minRows)}
      onChange={(event) => onChange({ ...params, minRows: Number(event.currentTarget.value) })}
      data={counts.map((count) => ({ value: String(count), label: words('recipe.categories.rows', { count }) }))}
    />
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function isMissing(params: unknown): params is Missing {
  return (
    isObject(params) &&
    (params['fill'] === 'median' || params['fill'] === 'mean') &&
    typeof params['flag'] === 'boolean'
  );
}

function isOutliers(params: unknown): params is Outliers {
  return isObject(params) && typeof params['low'] === 'number' && typeof params['high'] === 'number';
}

function isCategories(params: unknown): params is Categories {
  return isObject(params) && typeof params['minRows'] === 'number' && typeof params['maxLevels'] === 'number';
}
