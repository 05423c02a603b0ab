/** Columns that only a downloaded table has: there numbers stand apart that a screen puts together. */
export const tables = {
  'tables.low': '{{name}}, low (95%)',
  'tables.high': '{{name}}, high (95%)',
  'tables.baseline': '{{name}}, baseline',
  'tables.seconds': 'Time in seconds',
  'tables.yes': 'yes',
  'tables.state': 'State',
  'tables.failure': 'Why it failed',
  'tables.name': 'What',
  'tables.value': 'Value',
  'rejects.table': 'the rows of {{file}} that could not be read',
  'tables.cells': 'Cells in the row',
} as const;
