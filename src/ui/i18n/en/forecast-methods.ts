/** Why a method of forecasting was not tried on a series. */
export const forecastMethods = {
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
