/** The forecast lens where it stands beside the others: proposals, the list of models, sharing. */
export const forecastApp = {
  'lens.forecast': 'values over time',
  'proposal.forecast_one': 'Forecast the next value of {{target}}',
  'proposal.forecast_other': 'Forecast the next {{count, number}} values of {{target}}',
  'proposal.forecast.rows_one': 'Forecast how many rows come in the next step',
  'proposal.forecast.rows_other': 'Forecast how many rows come in the next {{count, number}} steps',
  'proposal.forecast.several_one': 'Forecast the next value of each column',
  'proposal.forecast.several_other': 'Forecast the next {{count, number}} values of each column',
  'models.forecasts': 'Forecasts {{target}} · {{when}} · {{size}}',
  'models.score-alone': '{{metric}} {{value}}',
  'metric.mase.name': 'Error against the naive forecast',
  'model.other-lens': 'The model on the screen answers another kind of question.',
  'model.other-lens.hint': 'Open the one you mean from the list of models, and try again.',
  'train.unknown-lens': 'This page cannot train for this kind of question.',
  'train.unknown-lens.hint': 'Choose another question on the Prepare step.',

  'forecast.no-later-values': 'There are no later values to learn from yet.',
  'forecast.no-later-values.hint': 'Drop a file with the values that came since.',

  'files.forecast': 'Forecast (CSV)',
  'files.forecast.what': 'Time, series, prediction and the ends of the 90% interval, one row each.',

  'share.part.forecast.picture': 'The past and the forecast as pictures',
  'share.part.forecast.methods': 'How each method did',
  'share.part.forecast.actions': 'Recommendations',
  'share.held.forecast-few-rows_one':
    '{{count, number}} of {{of}} series is not drawn: too few rows are behind its latest values, which the forecast may repeat.',
  'share.held.forecast-few-rows_other':
    '{{count, number}} of {{of}} series are not drawn: too few rows are behind their latest values, which the forecast may repeat.',
  'share.held.forecast-more-series_one': '{{count, number}} of {{of}} series is not drawn: the largest ones are.',
  'share.held.forecast-more-series_other': '{{count, number}} of {{of}} series are not drawn: the largest ones are.',
  'share.held.forecast-total':
    'The total is not drawn: with the other series it would show values that few rows are behind.',
  'share.held.forecast-points_one':
    '{{count, number}} value is left out of the pictures: fewer than 11 rows are behind it.',
  'share.held.forecast-points_other':
    '{{count, number}} values are left out of the pictures: fewer than 11 rows are behind each.',
  'share.held.forecast-series-names': 'Series are not named or drawn: the column with their names is left out.',
  'share.held.forecast-cards_one': '{{count, number}} recommendation stays behind: it speaks of what is held back.',
  'share.held.forecast-cards_other': '{{count, number}} recommendations stay behind: they speak of what is held back.',
  'reader.forecast': 'Forecasting {{target}}',
  'reader.forecast.unnamed': 'A forecast',
  'reader.forecast.noPicture': 'The pictures were left out of this report.',
  'reader.forecast.total': 'All together',
  'reader.forecast.time': 'Time',
  'reader.forecast.past': 'What was',
  'reader.forecast.ahead': 'What may come',
  'reader.forecast.low': '5% are lower',
  'reader.forecast.high': '5% are higher',
  'reader.forecast.figures': 'How good such forecasts were',
  'reader.forecast.judged':
    'Each method forecast the past from up to {{folds}} moments without seeing what came after; {{points, number}} values were compared.',
  'reader.forecast.chosen': 'What was chosen',
  'reader.forecast.naive': 'Repeating what was',
  'reader.forecast.method': 'Method',
  'reader.forecast.mase': 'Error, 1 is repeating what was',
  'reader.forecast.smape': 'Error in percent',
  'reader.forecast.coverage': 'Values inside the 90% interval',
  'forecast.verdict-held':
    'The verdict speaks of values that are held back. The figures below say how good the forecast was.',
} as const;
