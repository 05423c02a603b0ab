/** What to do about an inbox, and what words have to do with ratings. */
export const textCards = {
  'card.text.low-rated': 'Find out why people who write about {{name}} are unhappy',
  'card.text.low-rated.do':
    'They rate lower than all others. Read some of these first, and mend what they have in common.',
  'card.text.growing': 'See to {{name}} before it grows further',
  'card.text.growing.do': 'There is more of it than there was. Find out what changed, and when.',
  'card.text.most-complained': 'Spare people from having to write about {{name}}',
  'card.text.most-complained.do':
    'It is among what people write about most: an answer where they look for it saves most of them.',
  'card.text.near-duplicates': 'Prepare answers for what is written again and again',
  'card.text.near-duplicates.do': 'One answer each would serve them all. They are listed under “Duplicates”.',
  'card.text.labels-disagree': 'Settle the labels of texts that say the same',
  'card.text.labels-disagree.do':
    'The model learns both from them. They come first under “Duplicates”: give all of a group one label, and train again.',
  'card.text.nothing-found':
    'No kind stands out: none is clearly more frequent than the others, growing, or rated lower. Dates and ratings beside the texts tell more.',
  'card.text.nothing-found.do': 'Treat all kinds alike for now.',

  'card.text.fact.share_one': '{{rows}} text, {{share}} of all (between {{shareLow}} and {{shareHigh}}).',
  'card.text.fact.share_other': '{{rows}} texts, {{share}} of all (between {{shareLow}} and {{shareHigh}}).',
  'card.text.fact.most-low_one':
    '{{rows}} of all {{of}} low ratings is about it, more than about anything else: {{share}} of its {{rated}} ratings (between {{shareLow}} and {{shareHigh}}).',
  'card.text.fact.most-low_other':
    '{{rows}} of all {{of}} low ratings are about it, more than about anything else: {{share}} of its {{rated}} ratings (between {{shareLow}} and {{shareHigh}}).',
  'card.text.fact.low_one':
    '{{rows}} of all {{of}} low ratings is about it: {{share}} of its {{rated}} ratings (between {{shareLow}} and {{shareHigh}}).',
  'card.text.fact.low_other':
    '{{rows}} of all {{of}} low ratings are about it: {{share}} of its {{rated}} ratings (between {{shareLow}} and {{shareHigh}}).',
  'card.text.fact.rating_one':
    '{{rows}} rating: {{mean}} on average (between {{low}} and {{high}}); the others {{elsewhere}}.',
  'card.text.fact.rating_other':
    '{{rows}} ratings: {{mean}} on average (between {{low}} and {{high}}); the others {{elsewhere}}.',
  'card.text.fact.grown':
    '{{after}} texts in the last {{days}} days, {{before}} in the {{days}} days before: {{ratio}} times as many (between {{low}} and {{high}}).',
  'card.text.fact.shrunk':
    'Down to {{after}} texts in the last {{days}} days from {{before}} in the {{days}} days before: {{ratio}} times as many (between {{low}} and {{high}}).',
  'card.text.fact.steady':
    '{{after}} texts in the last {{days}} days, {{before}} in the {{days}} days before: no clear difference.',
  'card.text.fact.new_one': '{{rows}} text in the last {{days}} days, none in the {{days}} days before.',
  'card.text.fact.new_other': '{{rows}} texts in the last {{days}} days, none in the {{days}} days before.',
  'card.text.fact.copies':
    'In {{groups}} groups {{rows}} texts say nearly the same as others: {{repeats}} of {{of}} looked at repeat another, {{share}} (between {{shareLow}} and {{shareHigh}}).',
  'card.text.fact.shared': 'About {{rows}} texts of about {{of}}.',
  'card.text.fact.shared-growth':
    'About {{after}} texts in the last {{days}} days, about {{before}} in the {{days}} days before.',
  'card.text.fact.shared-rounded':
    'Counts are to the nearest ten and shares between whole tenths: exact ones could give away a group under 11.',
  'card.text.fact.shared-low': 'Between {{shareLow}} and {{shareHigh}} of its ratings are low.',

  'card.text.test.answer-half':
    'Put an answer where half of your customers look for it, drawn at random, and count how many of each half still write.',
  'card.text.test.count-again': 'Count again in {{days}} days: what chance brought does not come back.',
  'card.text.test.answer-half-rated':
    'Mend it for half of those who are concerned, drawn at random. With {{perArm}} ratings from each half you would see the whole gap close in 8 of 10 cases.',
  'card.text.test.prepare-answer':
    'Answer the next of these with a prepared answer in every second case, drawn at random, and compare how often they write again.',
  'card.text.test.label-again':
    'Have two people label some of them without knowing of each other: where they differ, too, the kinds are not distinct.',
  'card.text.test.collect-more':
    'Come back with more texts: {{rows}} are not enough to tell small differences from chance.',
  'do.settle': 'What would settle it',

  'inbox.tab.ratings': 'Ratings',
  'inbox.ratings.low_one':
    '{{count, number}} of {{rated}} ratings in {{column}} is low ({{share}}, between {{low}} and {{high}}): {{lowTo}} or less.',
  'inbox.ratings.low_other':
    '{{count, number}} of {{rated}} ratings in {{column}} are low ({{share}}, between {{low}} and {{high}}): {{lowTo}} or less.',
  'inbox.ratings.told':
    'Words tell low ratings from others: of a text rated low and another one, the words pick the one rated low in {{value}} of 100 cases (between {{low}} and {{high}}; guessing gets 50).',
  'inbox.ratings.untold':
    'Words do not tell low ratings from others: of a text rated low and another one, they pick the one rated low in {{value}} of 100 cases (between {{low}} and {{high}}; guessing gets 50). What people are unhappy about is not in what they write, or there are too few ratings to see it.',
  'inbox.ratings.on': 'Measured on {{low}} low and {{others}} other ratings that were set aside.',
  'inbox.ratings.few':
    'There are too few low or other ratings to measure whether words tell them apart: {{count, number}} of each are needed, and as many to check on.',
  'inbox.ratings.words': 'Words that go with low ratings',
  'inbox.ratings.words.lead_one':
    '{{count, number}} word or pair of words is rated lower than the rest, out of {{tried}} looked at; what chance alone would bring is left out. The word is a trace, not the cause.',
  'inbox.ratings.words.lead_other':
    '{{count, number}} words and pairs of words are rated lower than the rest, out of {{tried}} looked at; what chance alone would bring is left out. The words are traces, not causes.',
  'inbox.ratings.words.none': 'No word is clearly rated lower than the rest, out of {{tried}} looked at.',
  'inbox.ratings.word': 'Word',
  'inbox.ratings.texts': 'Rated texts with it',
  'inbox.ratings.mean': 'Average rating',
  'inbox.ratings.elsewhere': 'Without it',

  'inbox.reader.handOver_one':
    'It was shared at {{threshold}}. The curve is told at {{count, number}} point: between points, counts under 11 could be worked out.',
  'inbox.reader.handOver_other':
    'It was shared at {{threshold}}. The curve is told at {{count, number}} points: between them, counts under 11 could be worked out.',
  'share.part.text.actions': 'What to do: kinds that stand out',
  'share.held.inbox-cards_one': '{{count, number}} card of what to do stays here: it could give away a count under 11.',
  'share.held.inbox-cards_other':
    '{{count, number}} cards of what to do stay here: they could give away a count under 11.',
} as const;
