/** Codes of the image lens: questions, what is wrong with pictures, what a reading means, what to do. */
export const imageLens = {
  'suggest.pictures-labelled': 'because it says what each picture shows',
  'suggest.pictures-maybe': 'because it may say what each picture shows',
  'left-out.beside-pictures': 'stands beside the pictures: only they are looked at',

  'image.no-label': 'There are {{count, number}} pictures, but no column says what they show.',
  'image.no-label.hint':
    'Put the pictures of each kind into a folder named after it, or add a column with the kind, then drop them again.',
  'image.one-label': 'All pictures are of one kind, so there is nothing to tell apart.',
  'image.one-label.hint': 'Add pictures of another kind: a folder for each, or another value in {{column}}.',
  'image.many-labels':
    '{{column}} names {{kinds, number}} kinds of pictures; at most {{most}} can be learned to tell apart here.',
  'image.many-labels.hint': 'Put kinds together, or drop the pictures of those that matter most.',
  'image.shape-mismatch': '{{columns}} columns of pixels do not make a picture of {{width}} × {{height}}.',
  'image.shape-mismatch.hint': 'All pictures need the same size and all their pixels. Check which columns are chosen.',
  'image.no-pictures': 'None of the rows with a label has a picture.',
  'image.no-pictures.hint': 'Check that the pictures could be read, and that their labels stand in the same rows.',
  'image.too-few-of-class': 'There are {{count, number}} pictures of {{class}}: too few to learn it and judge it.',
  'image.too-few-of-class.hint':
    'Add pictures until there are at least {{needed}}, or put the kind together with another.',
  'image.rows-without-picture_one': '{{count, number}} row has a label but no picture, and was left out.',
  'image.rows-without-picture_other': '{{count, number}} rows have a label but no picture, and were left out.',
  'image.not-a-medical-device':
    'This is not a medical device. Nobody has checked it for use on people; let nothing about anyone’s health depend on it.',
  'image.coarse-specificity':
    'With {{negatives}} test pictures without it, a specificity of {{share}} cannot be told from one of 100 %.',
  'image.pictures-together':
    'Pictures that belong together were kept together. The intervals count each picture by itself, so they are somewhat too narrow.',
  'image.sampled':
    'There were more pictures than can be learned from in a few minutes: {{count, number}} of {{of}} were drawn at random for it.',
  'image.class-weights': 'Kinds with fewer pictures weighed more while learning, so that they are not passed over.',

  'augment.left-off': 'This network learned from the pictures as they are.',

  'apply.resized-pictures':
    'These pictures are {{width}} × {{height}}; they were brought to {{toWidth}} × {{toHeight}}, which the model learned from.',

  'apply.no-pictures': 'This file holds no pictures, and none of the columns that the model learned from.',
  'apply.no-pictures.hint':
    'Drop pictures, a folder or a zip of them, or a table with the same columns of pixels as the one it learned from.',
  'apply.pictures-rejected_one':
    '{{count, number}} picture could not be read and has no prediction: {{names}}. The other {{kept}} are in the table.',
  'apply.pictures-rejected_other':
    '{{count, number}} pictures could not be read and have no prediction: {{names}}. The other {{kept}} are in the table.',
  'apply.pictures-rejected.hint': 'Check that they open elsewhere, and save them as PNG or JPEG.',
  'apply.pictures-brought':
    'Pictures of other sizes were brought to {{width}} × {{height}}, which the model learned from: whole, with their border’s colour around.',

  'advise.label-more': 'Label more pictures of {{class}}',
  'advise.label-more.do':
    '{{missed}} of {{count, number}} were missed among validation pictures, most often taken for {{takenFor}}. There are {{labelled}} with a label so far; more of them, and varied ones, help most.',

  'estimator.image-logistic': 'Logistic regression on pixels',
  'estimator.image-cnn': 'Convolutional network',
} as const;
