/** A forecast step by step, and what became of it. */
export const forecastLater = {
  'forecast.apply.answer': 'The forecast from {{from}} to {{to}}, step by step.',
  'forecast.apply.download_one': 'Download as CSV',
  'forecast.apply.download_other': 'Download all series as CSV',
  'forecast.apply.known':
    'It goes on from what was known up to {{last}}. Once later values are there, bring them: they say whether it holds, and make the next one.',
  'forecast.apply.later': 'Bring later values',
  'forecast.apply.lead': 'Half of the values should lie between the inner two, nine in ten between the outer two.',
  'forecast.inner-low': '25% are lower',
  'forecast.inner-high': '25% are higher',
  'forecast.feedback.answer': 'Did it come true? Bring the values that came since.',
  'forecast.feedback.file': 'What came',
  'forecast.feedback.file.lead':
    'A file like the one that was learned from, with later rows. Earlier rows may be in it too.',
  'forecast.feedback.drop': 'Drop a CSV with the later values here.',
  'forecast.feedback.comparing': 'Comparing what came with the forecast',
  'forecast.feedback.nothing-came': 'None of the values that were forecast has come yet.',
  'forecast.feedback.title': 'What came beside what was forecast',
  'forecast.feedback.inside':
    '{{share}} of the values lie in the 90% band; by chance alone that share may stand for {{low}} to {{high}}.',
  'forecast.feedback.promised': 'To be expected',
  'forecast.feedback.realised': 'What came',
  'forecast.feedback.came': 'What came since',
  'forecast.feedback.points_one': '{{count, number}} value compared, over all series.',
  'forecast.feedback.points_other': '{{count, number}} values compared, over all series.',
  'forecast.feedback.chart': '{{series}}: the forecast and what came',
  'forecast.feedback.chart.summary_one': '{{count, number}} of its steps has come.',
  'forecast.feedback.chart.summary_other': '{{count, number}} of its steps have come.',
  'forecast.update.lead': 'Learns from old and new values together and forecasts from the latest on.',
  'forecast.update.start': 'Train again with these values',
  'forecast.update.accept': 'Use the new forecast',
  'forecast.update.better':
    'The new training is better: an error of {{retrained}} where the present one has {{old}}, on {{points}} values that neither had learned from.',
  'forecast.update.no-clear-difference':
    'No clear difference: {{retrained}} and {{old}}, on {{points}} values that neither had learned from. The new forecast still knows more.',
  'forecast.update.worse':
    'On {{points}} values that neither had learned from the new training is worse: {{retrained}} where the present one has {{old}}.',
  'forecast.update.too-few':
    'Too few values have come to compare the two. The new forecast goes on from the latest ones.',
} as const;
