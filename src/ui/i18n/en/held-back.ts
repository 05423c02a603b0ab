/** What a shared report does not hold, said where its reader would look for it. */
export const heldBack = {
  'held.proof':
    'This report has no picture of its test rows: it was taken out, or it would have shown fewer than 11 rows of a kind.',
  'held.drivers':
    'This report does not say which columns matter: that was taken out, or it would have been about too few rows.',
  'held.actions':
    'This report has no recommendation: none was found, they were taken out, or each would have singled out fewer than 11 rows.',
  'held.curve': 'Too few test rows of one kind to draw this.',
  'held.terms_one': '{{count, number}} term is held back: the formula alone does not predict.',
  'held.terms_other': '{{count, number}} terms are held back: the formula alone does not predict.',
  'held.card': 'Counts are to the nearest ten and the rate is made of them: exact ones would show a group under 11.',
  'held.mixUp': 'The commonest mix-up that can be told: {{actual}} taken for {{predicted}}, {{count, number}} times.',
  'held.mixUps': 'No mix-up is as frequent as 11 rows, or it is held back beside one that is not.',
} as const;
