/** Columns that steps make out of the person's columns, and values that no file holds. */
export const columns = {
  'derived.days': '{{column}}: days since the first date',
  'derived.month': '{{column}}: month',
  'derived.weekday': '{{column}}: weekday',
  'derived.hour': '{{column}}: hour',
  'derived.characters': '{{column}}: characters',
  'derived.words': '{{column}}: words',
  'derived.missing': '{{column}} was missing',
  'derived.level': '{{column}} = {{level}}',
  'value.missing': 'missing',
  'value.rare': 'other, rare values',
  'list.more': '{{count}} more',
  'derived.part.days': 'days since the first date',
  'derived.part.month': 'month',
  'derived.part.weekday': 'weekday',
  'derived.part.hour': 'hour',
} as const;
