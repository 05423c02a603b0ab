import type { Step, StepRegistry } from './step.ts';
import { categories } from './steps/categories.ts';
import { constants } from './steps/constants.ts';
import { dates } from './steps/dates.ts';
import { missing } from './steps/missing.ts';
import { oneHot } from './steps/one-hot.ts';
import { outliers } from './steps/outliers.ts';
import { scale } from './steps/scale.ts';
import { texts } from './steps/texts.ts';

/** @throws Error when two steps share an id (a programming mistake, not a person's) */
export function makeStepRegistry(steps: readonly Step[]): StepRegistry {
  const registry = new Map<string, Step>();
  for (const step of steps) {
    if (registry.has(step.id)) throw new Error(`two steps are called ${step.id}`);
    registry.set(step.id, step);
  }
  return registry;
}

/** Every step there is, in the order in which a recipe lists them. */
export const STEPS: StepRegistry = makeStepRegistry([
  dates,
  texts,
  outliers,
  categories,
  constants,
  missing,
  oneHot,
  scale,
]);
