/** What methods of forecasting are called, and why one was not tried on a series. */
export const forecastMethods = {
  'estimator.naive': 'The last value again',
  'estimator.seasonal-naive': 'The last season again',
  'estimator.drift': 'A straight line on from the first to the last value',
  'estimator.mean': 'The mean of all values',
  'estimator.croston': 'Demand with gaps (Croston)',
  'estimator.sba': 'Demand with gaps (Syntetos and Boylan)',
  'estimator.tsb': 'Demand that may die out (Teunter, Syntetos and Babai)',
  'estimator.theta': 'Theta',
  'estimator.optimised-theta': 'Theta, fitted',
  'estimator.ets': 'Exponential smoothing (ETS)',
  'estimator.fourier': 'Regression on seasons and plans',
  'estimator.lags': 'Boosted trees on the latest values',
  'estimator.gru': 'Network that reads value by value (GRU)',
  'estimator.lstm': 'Network that reads value by value (LSTM)',
  'estimator.combination': 'The best ones together',
  'forecast.unsuited.too-short':
    'The series holds {{points, number}} of the {{needed, number}} values that this method needs.',
  'forecast.unsuited.constant': 'Every value of the series is {{value, number}}: there is nothing to learn.',
  'forecast.unsuited.zero': 'Every value of the series is 0: there is nothing to learn.',
  'forecast.unsuited.no-season': 'No season was found in the series.',
  'forecast.unsuited.negative': 'This method is for demand, and the series falls to {{value, number}}.',
  'forecast.unsuited.no-zeros': 'This method is for demand with gaps, and the series has hardly any.',
  'forecast.unsuited.few-demands':
    'The series has {{demands, number}} of the {{needed, number}} demands that this method needs.',
} as const;
