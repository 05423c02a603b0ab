import type { TableProfile } from '../../core/profile/types.ts';
import { recogniseSeries } from '../../core/series/recognise.ts';
import type { ForecastSuggestion } from './types.ts';

type RecognisedSeries = ReturnType<typeof recogniseSeries>[number];

const isText = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** Forecasts that a table suggests, the likeliest first. */
export const suggestForecast = (profile: TableProfile): readonly ForecastSuggestion[] =>
  recogniseSeries(profile).map(suggestionOf);

function suggestionOf({ reading, target, horizon, strength, reason }: RecognisedSeries): ForecastSuggestion {
  const isSummed = reading.gather === 'sum' || reading.gather === 'count';
  const hasSeveral = reading.layout.kind !== 'long' || reading.layout.by !== undefined;
  return {
    question: {
      lens: 'forecast',
      target,
      reading,
      horizon,
      addUp: isSummed && hasSeveral && sameThings(reading.layout),
    },
    reason: {
      code: reason.code,
      params: Object.fromEntries(
        Object.entries(reason.params).filter((entry): entry is [string, string | number] => isText(entry[1])),
      ),
    },
    strength,
    leftOut: [],
  };
}

/** Levels of one column add up to something; wide columns may be of all sorts, so that the person has to say so. */
const sameThings = ({ kind }: RecognisedSeries['reading']['layout']): boolean => kind !== 'wide';
