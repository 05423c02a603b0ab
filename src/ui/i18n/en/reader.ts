/** A report that somebody shared, as its reader sees it. */
export const reader = {
  'reader.pageTitle': '{{title}} · a report made with Sightglass',
  'reader.madeOn': 'Shared report, made on {{date}}',
  'reader.report': 'Predicting {{target}}',
  'reader.holds':
    'What you see is all that this report holds. It came with no rows of the data: counts of fewer than 11 rows and extreme values were left out before it was shared, and figures were rounded. Opening it sends nothing of it to anybody. Who made it, and whether somebody has changed it since, this page cannot tell.',
  'reader.version': 'Made with Sightglass {{version}}',
  'reader.own': 'Do this with your own data',
  'reader.opening': 'Opening the report',
  'reader.failed': 'This report cannot be opened.',
  'reader.threshold.lead':
    'Move it and see what changes. The counts are on test rows, which the model had not seen. Nothing you do here is kept.',
  'reader.sliders.title': 'Try the model',
  'reader.tried.title': 'A row that was tried',
  'reader.tried.none': 'not known',
  'reader.sliders.lead':
    'The model travelled with the report. Sliders end where fewer than 11 rows lie beyond; moving one shows what the model would say, not what changing it in the world would do.',
} as const;
