/** Models and tables taken along as files. */
export const exportWords = {
  'export.no-layers-model': 'This model cannot be written as a network of layers ({{estimator}} is part of it).',
  'export.no-layers-model.hint':
    'Take the Python script, which holds every kind of model, or train again with linear models or networks alone under Train.',
  'export.no-table': 'There is no table to save.',
  'export.no-table.hint': 'Bring one in first.',
} as const;
