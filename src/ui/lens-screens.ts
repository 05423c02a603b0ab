import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { StepName } from './steps.ts';

type Screen = LazyExoticComponent<ComponentType>;

/** The screens that a lens brings: one line a lens, one lazy chunk a screen. */
export const LENS_SCREENS: Readonly<
  Record<'predict', Readonly<Record<Exclude<StepName, 'data' | 'prepare'>, Screen>>>
> = {
  predict: {
    train: lazy(() => import('./predict/train-screen.tsx').then((m) => ({ default: m.TrainScreen }))),
    evaluate: lazy(() => import('./predict/evaluate-screen.tsx').then((m) => ({ default: m.EvaluateScreen }))),
    apply: lazy(() => import('./predict/apply-screen.tsx').then((m) => ({ default: m.ApplyScreen }))),
    feedback: lazy(() => import('./predict/feedback-screen.tsx').then((m) => ({ default: m.FeedbackScreen }))),
  },
};
