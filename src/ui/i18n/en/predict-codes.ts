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
    'On {{rows}} set aside, the model ranks a {{yes}} above a {{no}} {{value}} of the time (between {{low}} and {{high}}); guessing gets {{baseline}}.',
  'figure.accuracy':
    'On {{rows}} set aside, the model names the right {{target}} {{value}} of the time (between {{low}} and {{high}}); always saying the commonest gets {{baseline}}.',
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

  'compute.forced': 'The network was computed on {{engine}}, as you chose.',
  'compute.faster': 'The network was computed on {{engine}}: it was the faster one when we timed both.',
  'compute.no-gpu':
    'The network was computed on {{engine}}: this browser offers no graphics card that would be faster.',
  'compute.fallback': 'The graphics card gave up half-way, so the network went on on {{engine}}.',
  'compute.not-needed': 'No network was trained, so no engine was needed.',
  'compute.engine.webgl': 'the graphics card (WebGL)',
  'compute.engine.wasm': 'the processor (WebAssembly)',
  'compute.engine.cpu': 'the processor (plain JavaScript, slow)',
  'compute.engine.none': 'nothing',
  'compute.other': 'The network was computed on {{engine}}.',
  'compute.timing': '{{backend}}: {{time}} ms a batch',
  'compute.renderer': 'Graphics: {{renderer}}',

  'advise.act-on-segment': 'Reach out to this group first',
  'advise.act-on-segment.do': 'Contact them before the others; they are where the outcome shows up most.',
  'advise.use-ranked-list': 'Work down the ranked list',
  'advise.use-ranked-list.do': 'Score your present rows on the Apply page and start from the top.',
  'advise.look-at-driver': 'Look into what goes with the outcome',
  'advise.look-at-driver.do': 'Find out why this column goes together with the outcome before changing it.',
  'advise.collect-more': 'Collect more before acting',
  'advise.collect-more.do': 'With this many rows the doubt is larger than the difference.',
  'advise.other': 'A group worth a look',
  'advise.other.do': 'Look at these rows before deciding anything.',

  'feedback.keep': 'Keep the model: it does what it promised.',
  'feedback.keep.why': 'What happened lies within the interval that was promised.',
  'feedback.recalibrate': 'Retrain soon: it still ranks rows well, but its probabilities have moved.',
  'feedback.recalibrate.why':
    'The order of rows holds, while the level is off. Retraining on old and new rows sets it right.',
  'feedback.retrain': 'Retrain: it does worse than it promised.',
  'feedback.retrain.why': 'Below you see which columns moved. Retraining learns from old and new rows together.',
  'feedback.too-few-rows': 'Too few outcomes to judge the promise yet.',
  'feedback.too-few-rows.why': 'Come back with more rows whose outcome is known.',
  'feedback.other': 'This is how the promise turned out.',
  'feedback.other.why': 'Compare the realised figures with the promised ones below.',
} as const;
