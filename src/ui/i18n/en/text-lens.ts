/** What the text lens proposes, finds and cannot do. */
export const textLens = {
  'suggest.texts-with-labels': 'The texts in {{column}} have labels in {{target}}.',
  'suggest.texts': 'The texts in {{column}} can be sorted into topics.',

  'estimator.text-logistic': 'Words, logistic regression',
  'estimator.text-svm': 'Words, support vector machine',
  'estimator.text-cnn': 'Network that looks for phrases (CNN)',
  'estimator.text-gru': 'Network that reads word by word (GRU)',

  'text.all-empty': 'No row with a label has a text in {{column}}.',
  'text.all-empty.hint': 'Choose the column that holds what people wrote, or fill in some of its cells.',
  'text.no-labels': 'There are no labels to learn from yet.',
  'text.no-labels.hint': 'Look for topics first, name them, and train on what they give.',

  'text.many-labels': '{{column}} names {{kinds, number}} kinds; at most {{most}} can be learned to tell apart here.',
  'text.many-labels.hint': 'Put kinds together in the file, or find topics and go on from those.',
  'text.one-label': 'All texts are labelled alike in {{column}}, so there is nothing to tell apart.',
  'text.one-label.hint': 'Add texts of another kind, or find topics and go on from those.',
  'text.empty-texts_one': '{{count}} labelled row has no text and was left out.',
  'text.empty-texts_other': '{{count}} labelled rows have no text and were left out.',
  'text.rare-classes_one': '{{count}} label appears in fewer than {{needed}} rows and was left out: {{names}}.',
  'text.rare-classes_other': '{{count}} labels appear in fewer than {{needed}} rows each and were left out: {{names}}.',
  'text.cut-texts_one':
    '{{count}} of {{of}} texts is very long; only its first {{characters}} characters were read. What it says later counts for nothing.',
  'text.cut-texts_other':
    '{{count}} of {{of}} texts are very long; only the first {{characters}} characters of each were read. What they say later counts for nothing.',
  'text.duplicates-sampled': 'Copies were looked for among {{rows}} of {{of}} texts, drawn at random.',
  'text.mislabelled-sampled': 'Doubtful labels were looked for among {{rows}} of {{of}} texts, drawn at random.',
  'text.subjects-by-model':
    '{{rows}} texts without a label were counted where the model is sure of their kind; sizes rest on that.',
  'text.learned-from-sample': 'One of the models learned from {{rows}} of {{of}} texts, drawn at random.',
  'text.test-duplicates_one':
    '{{count}} of the test texts is nearly the same as one that was learned from: figures are a little flattered.',
  'text.test-duplicates_other':
    '{{count}} of the test texts are nearly the same as one that was learned from: figures are a little flattered.',
  'text.no-out-of-scope':
    'There are too few kinds of texts to measure how well the model notices what it does not know.',
  'text.few-answers': 'Only {{rows}} answers are there: the assistant will hand most questions to a person.',
  'apply.empty-texts': '{{rows}} of {{of}} rows have no text in {{column}}: their prediction is a guess.',
} as const;
