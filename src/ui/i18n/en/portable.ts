/** Why a model cannot travel in a shared report. */
export const portable = {
  'portable.refused.few-rows':
    'The model learned from {{rows}} rows. Below {{needed}} it would say too much about single ones, so it stays here.',
  'portable.refused.rare-class':
    'Fewer than {{minRows}} rows are known to be {{class}}, and the model would say what goes with them.',
  'portable.refused.many-columns':
    'The model weighs {{features}} things against {{rows}} rows: so few rows could be told from its weights.',
  'portable.refused.small-leaves':
    'Some branches of its trees were learned from {{rows}} rows, and at least {{minRows}} are needed to share them.',
  'portable.refused.network':
    'The model is a network, or has one in it. What its weights hold of single rows cannot be told, so it stays here.',
  'portable.refused.unknown-method': 'Sightglass does not know how to write {{method}} into a report.',
  'portable.refused.old-model':
    'The model was trained before the rows of each month and weekday of {{column}} were counted. Train it again to share it.',
  'portable.refused.too-long':
    'The model is too long to travel ({{size, number}} characters). A file has more room than a link; a linear model or fewer trees are shorter.',
  'portable.refused.out-of-range': 'The model holds numbers too large to travel in a report.',
} as const;
