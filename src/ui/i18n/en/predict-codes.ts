/** Codes of the predict lens: errors with what to do, verdicts, engine notes, advice, reports on new files. */
export const predictCodes = {
  'verdict.useful': '{{target}} can be predicted from these columns.',
  'verdict.useful.next': 'See what drives it below, then apply it to new rows.',
  'verdict.simple-is-as-good': 'A simple model predicts {{target}} as well as anything here: use it.',
  'verdict.simple-is-as-good.next': 'It is easier to read, and nothing heavier did clearly better.',
  'verdict.nothing-beats-baseline': 'Nothing here predicts {{target}} better than guessing.',
  'verdict.nothing-beats-baseline.next':
    'These columns hold no clear sign of it. Other columns, or more rows, may; acting on these predictions would be acting on chance.',
  'verdict.too-little-data': 'There are too few rows to say whether {{target}} can be predicted.',
  'verdict.too-little-data.next':
    'What was seen may be chance. With about {{needed}} validation rows a difference of this size would show.',
  'verdict.not-confirmed': '{{target}} looked predictable, but the rows set aside do not confirm it.',
  'verdict.not-confirmed.next':
    'It did better than guessing on validation rows, and not surely so on test rows. Collect more rows before relying on it.',
  'verdict.other': 'This is how well {{target}} can be predicted.',
  'verdict.other.next': 'Read the figure with its interval, and compare it with guessing.',

  'figure.rocAuc':
    'On {{rows}} set aside, the model ranks a {{yes}} above a {{no}} in {{value}} of pairs (between {{low}} and {{high}}); guessing gets {{baseline}}.',
  'figure.accuracy':
    'On {{rows}} set aside, the model names the right {{target}} in {{value}} of rows (between {{low}} and {{high}}); always saying the commonest gets {{baseline}}.',
  'figure.rmse':
    'On {{rows}} set aside, predictions of {{target}} are typically off by {{value}} (between {{low}} and {{high}}); always guessing the average is off by {{baseline}}.',
  'figure.other':
    'On {{rows}} set aside, {{metric}} is {{value}} (between {{low}} and {{high}}); the baseline gets {{baseline}}.',

  'train.one-class': 'The column to predict holds a single value among the rows to learn from.',
  'train.one-class.hint': 'Pick another column, or add rows with another outcome.',
  'train.too-few-rows': 'There are too few rows to learn from.',
  'train.too-few-rows.hint': 'Add rows, or set fewer of them aside for judging.',
  'train.too-few-of-class': 'One of the values to predict appears in too few rows to learn it and judge it.',
  'train.too-few-of-class.hint': 'Add rows with that value, or merge it with another.',
  'train.no-features': 'There is no usable column to learn from.',
  'train.no-features.hint': 'Choose more columns in the question. Ids, empty columns and constants cannot help.',
  'train.not-finite': 'The numbers ran out of range while learning.',
  'train.not-finite.hint': 'Look for columns with extreme values on the Prepare page, and train again.',
  'train.no-target': 'The column to predict is not in the table.',
  'train.no-target.hint': 'Pick another column to predict.',
  'train.target-missing': 'The column to predict is empty in every row.',
  'train.target-missing.hint': 'Pick another column, or add rows whose outcome is known.',
  'train.nothing-fitted': 'None of the models could be fitted.',
  'train.nothing-fitted.hint': 'The list of tries says why each of them failed. Fewer columns or more rows often help.',
  'train.failed': 'Training stopped because of something unexpected.',
  'train.failed.hint': 'Try again. If it stops again, copy the details below and tell us.',

  'warn.sampled':
    'The search looked at {{rows}} of {{of}} training rows, to be done in time. The chosen model learned from all of them.',
  'warn.search-out-of-time': 'The search ended when its time was up, after {{tries}} tries.',
  'warn.search-finished': 'You stopped the search after {{tries}} tries; the best of them was kept.',
  'warn.search-cut-short_one':
    'The search was cut short when the part of the page that trains was lost, after {{tries}} try. That try was fitted again; nothing else was tried.',
  'warn.search-cut-short_other':
    'The search was cut short when the part of the page that trains was lost, after {{tries}} tries. The best of them was fitted again; nothing else was tried.',
  'warn.family-unavailable': 'One kind of model could not be tried here ({{family}}).',
  'warn.try-failed': 'A try failed ({{estimator}}): {{error}} The others are not affected.',
  'warn.small-data': 'There are only {{rows}} rows: expect wide intervals. From {{enough}} on, figures settle.',
  'warn.more-columns-than-rows':
    'There are more columns ({{columns}}) than rows ({{rows}}): chance finds patterns easily here.',
  'warn.more-columns-than-rows.hint': 'Leave out columns that cannot matter, or add rows.',
  'warn.imbalance':
    '{{class}} is rare: {{share}} of rows. Look at what is found and at false alarms rather than at right answers.',
  'warn.few-in-test': 'Only {{inTest}} test rows are {{class}}: figures about them are uncertain below {{enough}}.',
  'warn.without-suspects':
    'Some columns may give the answer away: {{columns}}. On {{rows}} validation rows the chosen model scores {{with}} with them and {{without}} without ({{metric}}).',
  'warn.high-missing': '{{column}} is empty in {{share}} of rows.',

  'apply.no-rows': 'This file holds no rows.',
  'apply.no-rows.hint': 'Check that it has rows below its header.',
  'apply.no-columns': 'This file has none of the columns that the model needs.',
  'apply.no-columns.hint': 'The model needs: {{wanted}}. Check the header and the delimiter.',
  'predict.not-finite': 'The model gave something that is no number for some rows.',
  'predict.not-finite.hint': 'Look for extreme values in the file. Training again on cleaned data may help.',

  'feedback.no-batch': 'The file that was scored is not kept here any more.',
  'feedback.no-batch.hint': 'Match by predicting again, with a file that holds the columns as well.',
  'feedback.no-key': 'The column to match by ({{column}}) is missing in one of the files.',
  'feedback.no-key.hint': 'Choose a column that both have.',
  'feedback.no-match': 'Not one of {{rows}} outcomes could be matched to a prediction.',
  'feedback.no-match.hint': 'Check the column to match by: ids must be written alike in both files.',
  'feedback.no-outcome-column': 'The column with the outcome is not in this file.',
  'feedback.no-outcome-column.hint': 'Choose another column as the outcome.',
  'feedback.no-outcomes': 'There is no file with outcomes yet.',
  'feedback.no-outcomes.hint': 'Drop one first.',
  'feedback.other-row-count': 'The files differ in length: {{outcomes}} outcomes for {{scored}} predictions.',
  'feedback.other-row-count.hint': 'Match by an id instead of by the order of rows.',
  'feedback.training-data-missing':
    'The table that the model learned from is not open, so old and new rows cannot be joined.',
  'feedback.training-data-missing.hint': 'Open the project’s files again under Data, then retrain.',
  'feedback.unknown-outcomes': 'In {{rows}} rows the outcome is empty or unknown to the model; they are left out.',
  'feedback.repeated-keys': 'Ids in {{column}} repeat in the outcomes: {{rows}} rows were left out.',
  'feedback.repeated-scored-keys':
    'Ids in {{column}} repeat in the scored file: {{rows}} rows share an outcome with another.',
  'retrain.too-few-rows': 'There are too few new rows to retrain and compare: {{rows}}, and it takes {{needed}}.',
  'retrain.too-few-rows.hint': 'Come back when more outcomes are known.',

  'compute.unavailable': 'The engine for networks could not be started ({{backend}}).',
  'compute.unavailable.hint': 'Choose another engine under Advanced settings, or leave networks out.',
  'compute.context-lost': 'The graphics card was taken away in the middle of training.',
  'compute.context-lost.hint': 'Train again; choose the processor as the engine if it happens again.',
  'compute.forced': 'Networks run on {{engine}}, as you chose.',
  'compute.faster': 'Networks run on {{engine}}: it was the faster one when we timed both.',
  'compute.no-gpu': 'Networks run on {{engine}}: this browser offers no graphics card that would be faster.',
  'compute.no-wasm': 'Networks run on {{engine}}: this browser does not allow the faster way.',
  'compute.fallback': 'The graphics card gave up half-way; since then networks run on {{engine}}.',
  'compute.not-needed': 'No network was trained, so no engine was needed.',
  'compute.engine.webgl': 'the graphics card (WebGL)',
  'compute.engine.wasm': 'the processor (WebAssembly)',
  'compute.engine.cpu': 'the processor (plain JavaScript, slow)',
  'compute.engine.none': 'nothing',
  'compute.other': 'Networks run on {{engine}}.',
  'compute.timing': '{{backend}}: {{time}} ms a batch',
  'compute.renderer': 'Graphics: {{renderer}}',

  'advise.act-on-segment': 'Reach out to this group',
  'advise.act-on-segment.do': 'Contact them before the rest: the outcome is more frequent among them.',
  'advise.use-ranked-list': 'Work down the ranked list: the top {{share}} first',
  'advise.use-ranked-list.do': 'Have your present rows scored (under Apply), and start from the top of the list.',
  'advise.high-segment': '{{target}} is high in this group',
  'advise.high-segment.do': 'Find out what sets these rows apart before spending evenly on all.',
  'advise.low-segment': '{{target}} is low in this group',
  'advise.low-segment.do': 'Find out what sets these rows apart: it may be what to avoid, or where there is room.',
  'advise.class-segment': '{{class}} is more frequent in this group',
  'advise.class-segment.do': 'Treat these rows as likely {{class}}, and check some of them by hand first.',
  'advise.nothing-found': 'No group stands out: treat all rows alike',
  'advise.nothing-found.do':
    'No simple group differs clearly from the rest on validation rows. Other columns may tell groups apart.',
  'advise.look-at-driver': 'Look into what goes with the outcome',
  'advise.look-at-driver.do': 'Find out why this column goes together with the outcome before changing it.',
  'advise.collect-more': 'Collect more before acting',
  'advise.collect-more.do': 'With this many rows the doubt is larger than the difference.',
  'advise.other': 'A group worth a look',
  'advise.other.do': 'Look at these rows before deciding anything.',

  'feedback.keep': 'Keep the model: it does what it promised.',
  'feedback.keep.why': 'What happened lies within the interval that was promised.',
  'feedback.recalibrate':
    'Retrain soon: it still ranks rows well, but its predictions are too high or too low on the whole.',
  'feedback.recalibrate.why':
    'The order of rows holds, while the level is off. Retraining on old and new rows sets it right.',
  'feedback.retrain': 'Retrain: it does worse than it promised.',
  'feedback.retrain.why': 'Below you see which columns moved. Retraining learns from old and new rows together.',
  'feedback.too-few-rows': 'Too few outcomes to judge the promise yet.',
  'feedback.too-few-rows.why': 'Come back with more rows whose outcome is known.',
  'feedback.other': 'This is how the promise turned out.',
  'feedback.other.why': 'Compare the realised figures with the promised ones below.',
} as const;
