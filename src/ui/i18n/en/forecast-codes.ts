/** What a forecast finds, refuses and advises. Methods, times and shares come in words already. */
export const forecastCodes = {
  'forecast.too-short': 'Too short to be judged: there are {{points}} values.',
  'forecast.too-short.hint':
    'Looking {{horizon}} steps ahead takes at least {{needed}} values. Look less far ahead, take shorter steps, or come back with more.',
  'forecast.no-horizon': 'A forecast cannot look {{horizon}} steps ahead.',
  'forecast.no-horizon.hint': 'Choose a whole number from 1 to {{most}}.',
  'forecast.no-method': 'This page does not know the method {{method}} that the forecast was made with.',
  'forecast.no-method.hint': 'Train again on this page.',
  'forecast.no-series': 'There is no series called {{series}}.',
  'forecast.no-series.hint': 'Choose one of the series of the forecast.',
  'forecast.no-known-column': 'The forecast did not learn from the column {{column}}.',
  'forecast.no-known-column.hint': 'Choose a column whose future is known, or add it under Prepare and train again.',
  'forecast.method-failed': 'The method failed: {{reason}}',
  'forecast.method-failed.hint': 'The other methods are not affected.',
  'forecast.odds.lead-too-long': 'A delivery that takes {{lead}} steps lies beyond the forecast.',
  'forecast.odds.lead-too-long.hint': 'Choose 1 to {{horizon}} steps, or forecast farther ahead.',
  'forecast.odds.no-service-level': 'The chance of not running out has to lie between 0 and 100%.',
  'forecast.odds.no-service-level.hint': 'Many choose 95%.',
  'forecast.feedback.other-step': 'The file goes by another step than the forecast.',
  'forecast.feedback.other-step.hint': 'Use a file with rows as close together as the one that was learned from.',
  'forecast.feedback.no-series': 'None of the series of the forecast is in this file.',
  'forecast.feedback.no-series.hint': 'Series are known again by their names. This file has {{found}}.',

  'forecast.all-still': 'Nothing to learn: the values of every series are all the same.',
  'forecast.nothing-to-learn': 'Nothing to learn: every value is {{value}}.',
  'forecast.clearly-better':
    'Better than repeating what was: errors are {{gain}} smaller, more than chance would explain.',
  'forecast.naive-as-good': 'Repeating what was is as good: no method did better by more than chance would explain.',
  'forecast.few-folds':
    'Too short to say whether it beats repeating what was: it could be looked back from {{folds}} moments only.',

  'forecast.short-series_one':
    '{{count, number}} series is too short to be judged ({{needed}} values are needed). It is forecast as the others are.',
  'forecast.short-series_other':
    '{{count, number}} series are too short to be judged ({{needed}} values are needed). They are forecast as the others are.',
  'forecast.still-series_one': 'The values of {{count, number}} series are all the same.',
  'forecast.still-series_other': 'In {{count, number}} series the values are all the same.',
  'forecast.huge-outlier':
    '{{series}} has a value far from all others: {{value}}. Look whether it is a slip; methods mostly pass over it.',
  'forecast.no-total': 'Fewer than two series go on to the end: there is no total.',
  'forecast.total-without': '{{series}} of {{of}} series end before the others. They are not in the total.',
  'forecast.thinned-quick': 'Quick: networks were left out.',
  'forecast.thinned-many': 'With {{series}} series networks were left out. “Thorough” tries them too.',
  'forecast.given-up-early': 'Given up after the first look back, far behind the best: {{methods}}.',
  'forecast.finished-early': 'Ended with the best so far. Not judged to the end: {{methods}}.',
  'forecast.few-origins_one':
    'The past could be forecast from {{count, number}} moment only: how good the forecast is, is uncertain.',
  'forecast.few-origins_other':
    'The past could be forecast from {{count, number}} moments only: how good the forecast is, is uncertain.',
  'forecast.fans-narrow':
    'In {{series}} of {{of}} series values left the fan more often than they should. Take it to be wider there.',

  'forecast.card.rise': '{{series}} will rise by {{share}} over the next {{span}}',
  'forecast.card.rise.do': 'Make sure that there is enough to meet it.',
  'forecast.card.fall': '{{series}} will fall by {{share}} over the next {{span}}',
  'forecast.card.fall.do': 'Find out what is behind it while there is time.',
  'forecast.card.level': '{{series}} passes {{level}} around {{time}}',
  'forecast.card.level.do': 'The chance that it happens within the forecast is {{chance}}.',
  'forecast.card.shift': 'The level of {{series}} changed at {{time}}',
  'forecast.card.shift.do':
    'It was {{before}} and is {{after}} since. Find out what changed then, and whether it will stay.',
  'forecast.card.outliers': 'Look at {{series}} at {{time}}',
  'forecast.card.outliers.do':
    'It was {{value}} where {{expected}} would have been usual. Values out of line in all: {{count, number}}.',
  'forecast.card.too-short': 'Collect more before you go by {{count, number}} of {{of}} series',
  'forecast.card.too-short.do': 'They are too short to say how good their forecasts are; {{series}} is one of them.',

  'forecast.feedback.too-few': '{{points}} values have come: too few to say anything. Come back with {{needed}}.',
  'forecast.feedback.keep': 'The forecast holds: {{inside}} of {{of}} values lie in the fan. Keep it.',
  'forecast.feedback.widen':
    'Only {{inside}} of {{of}} values lie in the fan, where {{promised}} should. Train again on old and new values: the fan will be wider.',
  'forecast.feedback.retrain':
    'Errors are larger than the past had it: {{realised}} instead of {{expected}}. Train again on old and new values.',
  'forecast.feedback.nothing-new': 'The file has no values after those that were learned from.',
  'forecast.feedback.missing-series': 'Series of the forecast that are not in the file: {{names}}.',
  'forecast.feedback.new-series': 'Series that the forecast does not know: {{names}}.',
  'forecast.feedback.past-changed_one': '{{count, number}} value of the past is another than was learned from.',
  'forecast.feedback.past-changed_other': '{{count, number}} values of the past are others than were learned from.',
} as const;
