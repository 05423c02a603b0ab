/** What a shared report leaves out and why, and the parts that it is made of. */
export const shareHeld = {
  'share.part.predict.proof': 'The proof: what it got right and wrong on the test rows',
  'share.part.predict.drivers': 'The drivers: which columns matter',
  'share.part.predict.dependence': 'How the prediction changes with each driver',
  'share.part.predict.formula': 'The formula with its coefficients',
  'share.part.predict.actions': 'The recommendations',
  'share.part.predict.money': 'What you typed about money',
  'share.part.predict.model': 'The model itself, to be asked with sliders',
  'share.held.few-rows-apart': 'Counts of rows that differ by fewer than 11 are told as one.',
  'share.held.split-column': 'The column that the test rows were chosen by is not named.',
  'share.held.bands':
    'Fewer than 11 test rows of one kind: no picture of the test rows, and no figure that would say how many.',
  'share.held.threshold':
    'Fewer than 11 rows lie between {{share}} and the next threshold that can be told: the counts are those of the nearest one.',
  'share.held.counted-figure': '{{metric}} would give away a count under 11: it is left out.',
  'share.held.figures-of-few':
    '{{metric}} would give away that fewer than 11 test rows are of one kind: it is left out.',
  'share.held.classes_one': '{{count, number}} class of fewer than 11 judged rows goes without its name.',
  'share.held.classes_other': '{{count, number}} classes of fewer than 11 judged rows go by one name together.',
  'share.held.confusion': 'The table of mix-ups has too many classes ({{count, number}}) to be shared.',
  'share.held.cells_one':
    '{{count, number}} of {{of}} counts in the table of mix-ups is left out: it is under 11, or would give one away.',
  'share.held.cells_other':
    '{{count, number}} of {{of}} counts in the table of mix-ups are left out: they are under 11, or would give one away.',
  'share.held.groups': 'The test rows are too few to be put into groups of 22: predicted against actual is left out.',
  'share.held.dominated': '{{metric}} is made up by one extreme row for the most part: it is left out.',
  'share.held.dominated-drivers':
    'One extreme row makes up what the drivers were measured by for the most part: they are left out.',
  'share.held.card-dominated_one': '{{count, number}} recommendation may rest on one extreme row: it is left out.',
  'share.held.card-dominated_other':
    '{{count, number}} recommendations may rest on one extreme row each: they are left out.',
  'share.held.weak-drivers_one': '{{count, number}} weak driver is left out.',
  'share.held.weak-drivers_other': '{{count, number}} weak drivers are left out.',
  'share.held.dependence-points': 'Curves are drawn without values and ends that fewer than 11 rows have: {{columns}}.',
  'share.held.dependence': 'The curve of {{column}} rests on too few rows: it is left out.',
  'share.held.terms_one': '{{count, number}} term of the formula is left out: its column is, or too few rows have it.',
  'share.held.terms_other':
    '{{count, number}} terms of the formula are left out: their columns are, or too few rows have them.',
  'share.held.long-formula': 'The formula has {{count, number}} terms, more than {{most}}: it is left out.',
  'share.held.formula-of-few':
    'The formula has {{count, number}} terms for {{rows, number}} rows: it would be about single rows and is left out.',
  'share.held.card-column_one': '{{count, number}} recommendation names a column that you took out: it is left out.',
  'share.held.card-column_other':
    '{{count, number}} recommendations name columns that you took out: they are left out.',
  'share.held.card-words_one':
    '{{count, number}} recommendation names a value or a limit that fewer than 11 rows lie at or beyond: it is left out.',
  'share.held.card-words_other':
    '{{count, number}} recommendations name values or limits that fewer than 11 rows lie at or beyond: they are left out.',
  'share.held.card-rounded_one':
    '{{count, number}} recommendation goes with counts to the nearest ten: exact ones would show a group under 11.',
  'share.held.card-rounded_other':
    '{{count, number}} recommendations go with counts to the nearest ten: exact ones would show a group under 11.',
  'share.held.card-rows_one': '{{count, number}} recommendation would single out fewer than 11 rows: it is left out.',
  'share.held.card-rows_other':
    '{{count, number}} recommendations would single out fewer than 11 rows: they are left out.',
  'share.held.on-few-rows':
    'The weight of {{columns}} rests on fewer than 11 rows, which lie far out or alone tell them from other columns: weight and curve are left out.',
  'share.refused.on-few-rows':
    'The model stays behind: the weight of {{columns}} in it rests on fewer than 11 rows, which lie far out or alone tell them from other columns. To share a model, train one without that.',
  'share.refused.needs-column': 'The model cannot predict without what stays out: {{columns}}.',
  'share.target-out': '{{column}} is what the report is about: without it there is nothing to share.',
  'share.target-out.hint': 'Put the column back, or choose another target.',
  'share.too-few-rows': 'Only {{rows}} rows stand behind a figure of this report; {{needed}} are needed to share it.',
  'share.too-few-rows.hint': 'Set more rows aside under Prepare, or bring more rows, and train again.',
  'share.too-few-of-class':
    'A class of {{target}} has fewer than {{needed}} judged rows: the report would be about these few.',
  'share.too-few-of-class.hint': 'Bring more rows of that class, then train again.',
} as const;
