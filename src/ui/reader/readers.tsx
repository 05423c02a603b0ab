import { lazy, type ReactNode } from 'react';
import type { SharedForecast } from '../../lenses/forecast/share/types.ts';
import type { SharedImage } from '../../lenses/image/share/types.ts';
import type { SharedText } from '../../lenses/text/share/types.ts';
import type { SharedPredict } from '../../lenses/predict/share/types.ts';

const PredictReader = lazy(() =>
  import('../predict/reader/predict-reader.tsx').then((module) => ({ default: module.PredictReader })),
);

const TextReader = lazy(() =>
  import('../text/reader/text-reader.tsx').then((module) => ({ default: module.TextReader })),
);

const ImageReader = lazy(() =>
  import('../image/reader/image-reader.tsx').then((module) => ({ default: module.ImageReader })),
);

const ForecastReader = lazy(() =>
  import('./forecast-reader.tsx').then((module) => ({ default: module.ForecastReader })),
);

/**
 * How the body of a shared report is shown: one line a lens. The casts are safe: a body was checked by the schema of
 * the same lens when the report was opened.
 */
export const READERS: ReadonlyMap<string, (body: unknown) => ReactNode> = new Map([
  ['predict', (body) => <PredictReader body={body as SharedPredict} />],
  // Journeys share a part of what predictions do.
  ['sequence', (body) => <PredictReader body={body as SharedPredict} />],
  ['text', (body) => <TextReader body={body as SharedText} />],
  ['forecast', (body) => <ForecastReader body={body as SharedForecast} />],
  ['image', (body) => <ImageReader body={body as SharedImage} />],
]);
