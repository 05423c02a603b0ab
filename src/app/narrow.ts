import {
  isForecastModel,
  isForecastQuestion,
  isPredictModel,
  isPredictQuestion,
  type AnyModel,
  type AnyQuestion,
} from '../lenses/any.ts';
import type { ForecastModel, ForecastQuestion } from '../lenses/forecast/types.ts';
import type { PredictModel } from '../lenses/predict/model.ts';
import type { PredictQuestion } from '../lenses/predict/question.ts';
import type { Loading } from './state.ts';

const NONE: Loading<never> = { status: 'empty' };

/** What is shown, where it is of the wanted shape; as if nothing were there where it is of another. */
function only<M extends AnyModel>(model: Loading<AnyModel>, isOne: (model: AnyModel) => model is M): Loading<M> {
  if (model.status !== 'ready') return model;
  // The very object that is stored, so that a screen which selects it does not render again and again.
  return isOne(model.value) ? (model as Loading<M>) : NONE;
}

/** The model on the screen, where it learned from rows whose answer is known. */
export const predictModelOf = ({ model }: { readonly model: Loading<AnyModel> }): Loading<PredictModel> =>
  only(model, isPredictModel);

/** The model on the screen, where it is a forecast. */
export const forecastModelOf = ({ model }: { readonly model: Loading<AnyModel> }): Loading<ForecastModel> =>
  only(model, isForecastModel);

interface Asked {
  readonly choices: { readonly question?: AnyQuestion };
}

/** The present question, where it is one of a lens with known answers. */
export const predictQuestionOf = ({ choices: { question } }: Asked): PredictQuestion | undefined =>
  question && isPredictQuestion(question) ? question : undefined;

/** The present question, where it is about a forecast. */
export const forecastQuestionOf = ({ choices: { question } }: Asked): ForecastQuestion | undefined =>
  question && isForecastQuestion(question) ? question : undefined;
