import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { AnyLens } from '../../lenses/any.ts';

interface LensFilesProps {
  /** What the names of the files begin with. */
  readonly stem: string;
}

const predict = lazy(() => import('../predict/export/predict-files.tsx').then((m) => ({ default: m.PredictFiles })));

const text = lazy(() => import('../text/export/text-files.tsx').then((m) => ({ default: m.TextFiles })));

const image = lazy(() => import('../image/export/image-files.tsx').then((m) => ({ default: m.ImageFiles })));

const forecast = lazy(() => import('./forecast-files.tsx').then((m) => ({ default: m.ForecastFiles })));

/** The files that a lens makes of the model on the screen, as list items: one line a lens. */
export const LENS_FILES: Readonly<Record<AnyLens, LazyExoticComponent<ComponentType<LensFilesProps>>>> = {
  predict,
  text,
  image,
  // Rows that are made of events: no other program makes them.
  sequence: text,
  forecast,
};
