import { useEffect, useRef } from 'react';
import type { ShownSeries } from '../../../app/forecast.ts';
import type { Loading } from '../../../app/state.ts';
import type { SeriesReading } from '../../../core/series/types.ts';
import type { ForecastQuestion } from '../../../lenses/forecast/types.ts';
import { useApp, useCommands } from '../../app-context.tsx';

/** The table as the question's reading makes it, read again when that changes. */
export function useSeriesPreview(question: ForecastQuestion | undefined): Loading<ShownSeries> {
  const commands = useCommands();
  const series = useApp((state) => state.forecast.series);
  const reading = question?.reading;
  const shown = series.status === 'ready' ? series.value.reading : undefined;
  const isOther = reading !== undefined && shown !== undefined && shown !== reading;
  const asked = useRef<SeriesReading>(undefined);
  useEffect(() => {
    // A reading that failed is not tried again by itself; another one is.
    const isDue = series.status === 'empty' || (series.status === 'failed' && asked.current !== reading);
    if (!reading || !(isDue || isOther)) return;
    asked.current = reading;
    void commands.previewSeries(reading);
  }, [commands, reading, series.status, isOther]);
  return isOther ? { status: 'loading' } : series;
}
