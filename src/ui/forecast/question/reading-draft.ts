import type { TableProfile } from '../../../core/profile/types.ts';
import type { CalendarStep, SeriesReading, StepUnit } from '../../../core/series/types.ts';
import type { ForecastQuestion } from '../../../lenses/forecast/types.ts';

/** More kinds than this are names or notes, not series. */
const MOST_SERIES = 5000;
/** More kinds of events than this cannot be switched one by one. */
const MOST_KINDS = 8;

const columnsWhere = (
  profile: TableProfile,
  fits: (column: TableProfile['columns'][number]) => boolean,
): readonly string[] => profile.columns.filter(fits).map(({ name }) => name);

/** Columns that may say when: dates first. */
export const possibleTimes = (profile: TableProfile): readonly string[] => [
  ...columnsWhere(profile, ({ kind }) => kind === 'date'),
  ...columnsWhere(
    profile,
    ({ kind, role, numeric }) => kind === 'number' && role !== 'empty' && numeric?.integers === true,
  ),
];

/** Columns of numbers that may be forecast. */
export const possibleValues = (profile: TableProfile, { reading }: ForecastQuestion): readonly string[] =>
  columnsWhere(profile, ({ name, kind, role }) => kind === 'number' && role !== 'empty' && name !== reading.time);

/** Columns that may name the series that a row belongs to. */
export const possibleSeries = (profile: TableProfile, { reading }: ForecastQuestion): readonly string[] =>
  columnsWhere(
    profile,
    ({ name, kind, distinct }) =>
      (kind === 'category' || kind === 'text') && distinct >= 2 && distinct <= MOST_SERIES && name !== reading.time,
  );

/** Columns whose future may be known. */
export const possibleKnown = (profile: TableProfile, { reading }: ForecastQuestion): readonly string[] => {
  const taken = new Set([reading.time, ...valuesOf(reading), ...(byOf(reading) === undefined ? [] : [byOf(reading)])]);
  return columnsWhere(
    profile,
    ({ name, kind, role, distinct }) =>
      !taken.has(name) &&
      role !== 'empty' &&
      role !== 'constant' &&
      (kind === 'number' || (kind === 'category' && distinct <= MOST_KINDS)),
  );
};

/** Columns that hold the values; none where rows are counted. */
export function valuesOf({ layout }: SeriesReading): readonly string[] {
  if (layout.kind === 'long') return layout.value === undefined ? [] : [layout.value];
  return layout.columns;
}

const byOf = ({ layout }: SeriesReading): string | undefined => (layout.kind === 'long' ? layout.by : undefined);

const known = (question: ForecastQuestion, reading: SeriesReading): SeriesReading => {
  const taken = new Set([reading.time, ...valuesOf(reading), byOf(reading)]);
  return { ...reading, known: question.reading.known.filter((name) => !taken.has(name)) };
};

const withReading = (question: ForecastQuestion, reading: SeriesReading): ForecastQuestion => ({
  ...question,
  reading: known(question, reading),
});

export const withTime = (question: ForecastQuestion, time: string): ForecastQuestion => {
  const { step: _, ...reading } = question.reading;
  return withReading(question, { ...reading, time });
};

/** The question about other columns: none counts the rows, several are a series each. */
export function withValues(question: ForecastQuestion, columns: readonly string[]): ForecastQuestion {
  const { reading } = question;
  const by = byOf(reading);
  const [first] = columns;
  if (columns.length > 1) {
    const gather = reading.gather === 'count' ? 'sum' : reading.gather;
    return {
      ...withReading(question, { ...reading, layout: { kind: 'wide', columns }, gather }),
      target: '',
      addUp: question.addUp && reading.layout.kind === 'wide',
    };
  }
  const layout = {
    kind: 'long' as const,
    ...(first === undefined ? {} : { value: first }),
    ...(by === undefined ? {} : { by }),
  };
  const gather = first === undefined ? 'count' : reading.gather === 'count' ? 'sum' : reading.gather;
  return {
    ...withReading(question, { ...reading, layout, gather }),
    target: first ?? '',
    addUp: question.addUp && by !== undefined,
  };
}

/** A series for each value of a column; an empty name: all rows are one. */
export function withSeries(question: ForecastQuestion, by: string): ForecastQuestion {
  const { reading } = question;
  const [value] = valuesOf(reading);
  const layout = {
    kind: 'long' as const,
    ...(value === undefined ? {} : { value }),
    ...(by === '' ? {} : { by }),
  };
  const adds = reading.gather === 'sum' || reading.gather === 'count';
  return {
    ...withReading(question, { ...reading, layout }),
    target: value ?? '',
    addUp: by !== '' && adds,
  };
}

/** @param step undefined: as it is found */
export function withStep(question: ForecastQuestion, step: CalendarStep | undefined): ForecastQuestion {
  const { step: _, ...reading } = question.reading;
  return withReading(question, step ? { ...reading, step } : reading);
}

/** Steps that may be asked for. */
export const STEP_UNITS: readonly StepUnit[] = ['hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year'];
