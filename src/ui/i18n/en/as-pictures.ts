/**
 * Sentences that speak of rows, as picture screens say them: `asPictures.` and the key that they stand in for there.
 */
export const asPictures = {
  'asPictures.predict.rows_one': '{{count, number}} picture',
  'asPictures.predict.rows_other': '{{count, number}} pictures',
  'asPictures.metric.rocAuc.why':
    'Take one picture that turned out yes and one that turned out no, at random. This is how often the model gives the yes picture the higher chance. Guessing gets 50%, a perfect model 100%.',
  'asPictures.metric.prAuc.why':
    'Share of flagged pictures that really are yes, averaged over all thresholds. Guessing gets the share of yes among all pictures, so compare it with the baseline. It tells more than ROC AUC where yes is rare.',
  'asPictures.metric.accuracy.why':
    'Share of pictures where the model says the right thing. Where one answer is much commoner, always saying it already scores high: compare with the baseline.',
  'asPictures.metric.f1.why':
    'Joins two shares in one figure: how many of the yes pictures are found, and how many of the flagged pictures are yes. High only when both are.',
  'asPictures.proof.rows': 'Pictures',
  'asPictures.proof.binary.title': 'Of 100 pictures like these, flagged from {{threshold}} on',
  'asPictures.proof.multiclass.allRight': 'Every picture is right.',
  'asPictures.figures.atAdvised':
    'Right answers and F1 here count a picture as yes from {{advised}} on, the threshold settled on validation pictures. You moved it to {{own}}: what that does stands under Threshold.',
  'asPictures.threshold.label': 'Treat a picture as {{yes}} from a chance of {{threshold}} on',
  'asPictures.threshold.slider': 'Chance from which a picture is treated as {{yes}}',
  'asPictures.threshold.rule.f1': 'As advised: {{advised}} gave the best balance on validation pictures.',
  'asPictures.threshold.rule.money':
    'As advised: {{advised}} earned most on validation pictures under your assumptions.',
  'asPictures.threshold.mostMoney': 'Use {{threshold}}, which earns most on validation pictures',
  'asPictures.money.lead':
    'Type what you assume: what one {{yes}} is worth, what acting on a picture costs, and which share of them acting changes. Nothing is made up for you.',
  'asPictures.money.cost': 'Cost of acting, per picture',
  'asPictures.money.summary':
    'At {{threshold}}, acting on {{flagged}} pictures is worth {{gain}} (between {{low}} and {{high}}), if your assumptions hold.',
  'asPictures.money.form':
    '{{found}} pictures that were {{yes}} × {{value}} × {{effect}} changed by acting, less {{flagged}} flagged pictures × {{cost}} = {{gain}}. The effect is your assumption: only a test can show it.',
  'asPictures.curves.lift.summary': 'The best-scored {{top}} of pictures hold {{captured}} of all {{yes}}.',
  'asPictures.curves.lift.x': 'Pictures worked through, best first',
  'asPictures.curves.pr.y': 'Flagged pictures that are {{yes}}',
  'asPictures.calibration.fits':
    'Chances can be taken at their word: what happened stays within the doubt that these pictures leave.',
  'asPictures.calibration.too-low':
    'In {{off}} of {{bins}} bands stated chances are too low: furthest where it said {{said}} and {{happened}} happened ({{rows}} pictures).',
  'asPictures.calibration.too-high':
    'In {{off}} of {{bins}} bands stated chances are too high: furthest where it said {{said}} and {{happened}} happened ({{rows}} pictures).',
  'asPictures.calibration.mixed':
    'In {{off}} of {{bins}} bands stated chances are off: furthest where it said {{said}} and {{happened}} happened ({{rows}} pictures).',
  'asPictures.leaderboard.scheme.holdout':
    'Compared on pictures held back from training, apart from the test pictures:',
  'asPictures.leaderboard.scheme.folds': 'Compared by cross-validation in {{folds}} parts, never on test pictures:',
  'asPictures.leaderboard.scheme.forward': 'Compared forwards in time, {{folds}} times, never on test pictures:',
  'asPictures.leaderboard.scheme.grouped':
    'Compared in {{folds}} parts with whole entities on one side, never on test pictures:',
  'asPictures.receipt.lead': 'What was done, so that it can be checked and repeated. It holds none of your pictures.',
  'asPictures.receipt.rows': 'Pictures',
  'asPictures.do.lead_one':
    'Found on training pictures and measured on validation pictures, out of {{count, number}} group looked at.',
  'asPictures.do.lead_other':
    'Found on training pictures and measured on validation pictures, out of {{count, number}} groups looked at.',
  'asPictures.do.sizes': '{{all}} pictures in your table, {{validation}} of them validation pictures',
  'asPictures.do.gain.form':
    '{{rows}} pictures × {{risk}} predicted risk × {{value}} × {{effect}} assumed effect, less {{rows}} × {{cost}}',
  'asPictures.do.test.plan':
    'Act on half of the group, picked at random, and leave the other half alone. With {{perArm}} pictures a half, a change between {{from}} and {{to}} is told from luck four times in five.',
  'asPictures.do.test.tooLarge':
    'Your group has {{all}} pictures, so it takes more of them or a larger effect to tell.',
  'asPictures.applyScreen.row': 'Picture',
  'asPictures.sampleFile.new': 'Use the sample’s new pictures',
  'asPictures.promise.lead':
    'Matched: {{matched}}. Promised figures come from the test pictures, realised ones from this file.',
  'asPictures.promise.unmatched_one': '{{count, number}} picture found no prediction and is left out.',
  'asPictures.promise.unmatched_other': '{{count, number}} pictures found no prediction and are left out.',
  'asPictures.promise.none':
    'No picture of this file could be matched to a prediction, so there is nothing to compare.',
  'asPictures.drift.lead': 'This file ({{rows}}) compared with the pictures that the model learned from.',
  'asPictures.retrain.lead':
    'The present model stays until you say otherwise. Both are compared on the newest pictures, which neither was fitted on.',
  'asPictures.verdict.not-confirmed.next':
    'It did better than guessing on validation pictures, and not surely so on test pictures. Collect more pictures before relying on it.',
  'asPictures.warn.sampled':
    'The search looked at {{rows}} of {{of}} training pictures, to be done in time. The chosen model learned from all of them.',
  'asPictures.warn.small-data':
    'There are only {{rows}} pictures: expect wide intervals. From {{enough}} on, figures settle.',
  'asPictures.warn.imbalance':
    '{{class}} is rare: {{share}} of pictures. Look at what is found and at false alarms rather than at right answers.',
  'asPictures.warn.few-in-test':
    'Only {{inTest}} test pictures are {{class}}: figures about them are uncertain below {{enough}}.',
  'asPictures.feedback.training-data-missing':
    'The table that the model learned from is not open, so old and new pictures cannot be joined.',
  'asPictures.feedback.unknown-outcomes':
    'In {{rows}} pictures the outcome is empty or unknown to the model; they are left out.',
  'asPictures.retrain.too-few-rows':
    'There are too few new pictures to retrain and compare: {{rows}}, and it takes {{needed}}.',
  'asPictures.advise.use-ranked-list.do':
    'Have your present pictures looked at (under Apply), and start from the top of the list.',
  'asPictures.advise.nothing-found': 'No group stands out: treat all pictures alike',
  'asPictures.advise.nothing-found.do':
    'No simple group differs clearly from the rest on validation pictures. Other columns may tell groups apart.',
  'asPictures.advise.collect-more.do': 'With this many pictures the doubt is larger than the difference.',
  'asPictures.feedback.recalibrate':
    'Retrain soon: it still ranks pictures well, but its predictions are too high or too low on the whole.',
  'asPictures.feedback.recalibrate.why':
    'The order of pictures holds, while the level is off. Retraining on old and new pictures sets it right.',
  'asPictures.feedback.retrain.why':
    'Below you see which columns moved. Retraining learns from old and new pictures together.',
  'asPictures.feedback.too-few-rows.why': 'Come back with more pictures whose outcome is known.',
  'asPictures.trainScreen.lead':
    'One question, several kinds of models, judged on pictures that none of them has seen.',
  'asPictures.question.split.column': 'the pictures that {{column}} calls test',
  'asPictures.question.split.kind.random.why': 'Right when pictures have nothing to do with one another.',
  'asPictures.race.lanes': 'Scores on validation pictures. {{metric}}',
  'asPictures.race.curve.train': 'training pictures',
  'asPictures.race.curve.validation': 'validation pictures',
  'asPictures.race.phase.refitting': 'Fitting the best on all pictures',
  'asPictures.race.phase.testing': 'Judging on the pictures set aside',
  'asPictures.rows.train_one': '{{count, number}} training picture',
  'asPictures.rows.train_other': '{{count, number}} training pictures',
  'asPictures.rows.validation_one': '{{count, number}} validation picture',
  'asPictures.rows.validation_other': '{{count, number}} validation pictures',
  'asPictures.rows.test_one': '{{count, number}} test picture, never seen in training',
  'asPictures.rows.test_other': '{{count, number}} test pictures, never seen in training',
  'asPictures.rows.all_one': '{{count, number}} picture',
  'asPictures.rows.all_other': 'all {{count, number}} pictures',
  'asPictures.network.right.label': 'Right answers on validation pictures while learning, {{model}}: {{share}} now',
  'asPictures.network.epochs': 'times through the pictures (epochs)',
  'asPictures.network.waiting': 'It is going through the pictures for the first time.',
  'asPictures.network.speed': '{{rows}} pictures a second',
  'asPictures.network.step.why': 'Goes once through the pictures, then pauses again.',
  'asPictures.network.field.epochs': 'Times through the pictures (epochs)',
  'asPictures.network.field.batch': 'Pictures at a time (batch)',
} as const;
