import { useEffect } from 'react';
import type { ShownSeries } from '../../../app/forecast.ts';
import type { Loading } from '../../../app/state.ts';
import type { ForecastQuestion } from '../../../lenses/forecast/types.ts';
import { useApp, useCommands } from '../../app-context.tsx';

/** The table as the question's reading makes it, read again when that changes. */
export function useSeriesPreview(question: ForecastQuestion | undefined): Loading<ShownSeries> {
  const commands = useCommands();
  const series = useApp((state) => state.forecast.series);
  const reading = question?.reading;
  const shown = series.status === 'ready' ? series.value.reading : undefined;
  const isDue = reading !== undefined && series.status === 'empty';
  const isOther = reading !== undefined && shown !== undefined && shown !== reading;
  useEffect(() => {
    if (reading && (isDue || isOther)) void commands.previewSeries(reading);
  }, [commands, reading, isDue, isOther]);
  return isOther ? { status: 'loading' } : series;
}
