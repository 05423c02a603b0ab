/** A report saved as a file, where it cannot be shown. */
export const reportFile = {
  'report-file.noscript':
    'This report draws itself when it is opened in a browser with JavaScript. Save it and open it in Chrome, Edge, Firefox or Safari; nothing is sent anywhere.',
  'report-file.title': 'This report cannot be shown',
  'report-file.empty': 'There is no report in this file.',
  'report-file.empty.hint': 'Ask whoever sent it to save the report again.',
  'report-file.damaged': 'This report is damaged: {{where}} is missing or is not what it should be.',
  'report-file.damaged.hint':
    'It may have been cut off on the way, or changed by hand. Ask whoever sent it for the file once more.',
  'report-file.newer': 'This report was written in a newer form ({{version}}) than this file can show ({{known}}).',
  'report-file.newer.hint': 'Ask whoever sent it to save the report again with the page as it is today.',
  'report-file.other-lens': 'This file cannot show this kind of report: {{lens}}.',
  'report-file.other-lens.hint': 'Ask whoever sent it to save the report again with the page as it is today.',
} as const;
