/** The inbox: texts sorted into kinds, topics found among them, single texts read. */
export const textScreens = {
  'data.labels-not-applied':
    'The labels that you gave to {{of}} by hand ({{column}}) belong to another table: they were given to {{rows}} rows, and here there are {{present}}, or other texts.',
  'data.labels-not-applied.hint':
    'They are kept, and come back with that table. To label this one, find its topics under Prepare.',
  'table.bad-codes': 'The labels that were kept are damaged.',
  'table.bad-codes.hint': 'Undo goes back to those before. Or find topics again under Prepare.',
} as const;
