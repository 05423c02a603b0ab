import type { SeriesReading } from '../core/series/types.ts';
import { isForecastQuestion, type AnyQuestion } from './any.ts';

/** Columns of the table that a reading as series needs, each once. */
export function readingColumns({ time, layout, known }: SeriesReading): string[] {
  const own = (): readonly (string | undefined)[] => {
    switch (layout.kind) {
      case 'long':
        return [time, layout.by, layout.value];
      case 'wide':
        return [time, ...layout.columns];
      case 'across':
        // The times are the headers.
        return [layout.name, ...layout.columns];
    }
  };
  return [...new Set([...own(), ...known])].filter((name) => name !== undefined && name !== '') as string[];
}

/** Columns that something is learned from, beside what is asked about. */
export const learnedColumns = (question: AnyQuestion): readonly string[] =>
  isForecastQuestion(question) ? readingColumns(question.reading) : question.columns;
