import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { AnyLens } from '../lenses/any.ts';
import type { StepName } from './steps.ts';

type Screen = LazyExoticComponent<ComponentType>;

type LensScreens = Readonly<Record<Exclude<StepName, 'data'>, Screen>>;

const predict: LensScreens = {
  prepare: lazy(() => import('./prepare/prepare-screen.tsx')),
  train: lazy(() => import('./predict/train-screen.tsx').then((m) => ({ default: m.TrainScreen }))),
  evaluate: lazy(() => import('./predict/evaluate-screen.tsx').then((m) => ({ default: m.EvaluateScreen }))),
  apply: lazy(() => import('./predict/apply-screen.tsx').then((m) => ({ default: m.ApplyScreen }))),
  feedback: lazy(() => import('./predict/feedback-screen.tsx').then((m) => ({ default: m.FeedbackScreen }))),
};

const text: LensScreens = {
  prepare: lazy(() => import('./text/prepare-screen.tsx').then((m) => ({ default: m.TextPrepareScreen }))),
  train: lazy(() => import('./text/train-screen.tsx').then((m) => ({ default: m.TextTrainScreen }))),
  evaluate: lazy(() => import('./text/evaluate-screen.tsx').then((m) => ({ default: m.TextEvaluateScreen }))),
  apply: lazy(() => import('./text/apply-screen.tsx').then((m) => ({ default: m.TextApplyScreen }))),
  feedback: predict.feedback,
};

const image: LensScreens = {
  prepare: lazy(() => import('./image/prepare-screen.tsx').then((m) => ({ default: m.ImagePrepareScreen }))),
  train: lazy(() => import('./image/train-screen.tsx').then((m) => ({ default: m.ImageTrainScreen }))),
  evaluate: lazy(() => import('./image/evaluate-screen.tsx').then((m) => ({ default: m.ImageEvaluateScreen }))),
  apply: lazy(() => import('./image/apply-screen.tsx').then((m) => ({ default: m.ImageApplyScreen }))),
  feedback: lazy(() => import('./image/feedback-screen.tsx').then((m) => ({ default: m.ImageFeedbackScreen }))),
};

const sequence: LensScreens = {
  prepare: lazy(() => import('./sequence/prepare-screen.tsx').then((m) => ({ default: m.SequencePrepareScreen }))),
  train: lazy(() => import('./sequence/train-screen.tsx').then((m) => ({ default: m.SequenceTrainScreen }))),
  evaluate: lazy(() => import('./sequence/evaluate-screen.tsx').then((m) => ({ default: m.SequenceEvaluateScreen }))),
  apply: lazy(() => import('./sequence/apply-screen.tsx').then((m) => ({ default: m.SequenceApplyScreen }))),
  feedback: predict.feedback,
};

const forecast: LensScreens = {
  prepare: lazy(() =>
    import('./forecast/prepare/forecast-prepare-screen.tsx').then((m) => ({ default: m.ForecastPrepareScreen })),
  ),
  train: lazy(() =>
    import('./forecast/train/forecast-train-screen.tsx').then((m) => ({ default: m.ForecastTrainScreen })),
  ),
  evaluate: lazy(() =>
    import('./forecast/evaluate/forecast-evaluate-screen.tsx').then((m) => ({ default: m.ForecastEvaluateScreen })),
  ),
  apply: lazy(() =>
    import('./forecast/apply/forecast-apply-screen.tsx').then((m) => ({ default: m.ForecastApplyScreen })),
  ),
  feedback: lazy(() =>
    import('./forecast/feedback/forecast-feedback-screen.tsx').then((m) => ({ default: m.ForecastFeedbackScreen })),
  ),
};

/** The screens that a lens brings: one line a lens, one lazy chunk a screen. */
export const LENS_SCREENS: Readonly<Record<AnyLens, LensScreens>> = {
  predict,
  text,
  image,
  sequence,
  forecast,
};
