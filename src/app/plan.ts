import { isForecastQuestion, type AnyPlan } from '../lenses/any.ts';
import type { ProjectChoices } from './project.ts';

/** What a training of the present choices is asked; undefined where there is no question. */
export function planOf({ question, recipe, settings }: ProjectChoices): AnyPlan | undefined {
  if (!question) return undefined;
  return isForecastQuestion(question) ? { question, recipe: [], settings } : { question, recipe, settings };
}
