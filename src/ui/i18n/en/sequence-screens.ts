/** Journeys: the question, its dates on a time line, what foretells it, and whom to reach. */
export const sequenceScreens = {
  'journeys.sentence.do':
    'Will a {{entity}} {{ask}} {{outcome}} within {{horizon}}, looking at the {{lookBack}} before',
  'journeys.sentence.leave': 'Will a {{entity}} {{ask}} for {{horizon}}, looking at the {{lookBack}} before',
  'journeys.sentence.next': '{{ask}} of a {{entity}}, looking at the {{lookBack}} before',
  'journeys.ask': 'What is asked',
  'journeys.ask.edit': 'Change what is asked: {{name}}',
  'journeys.ask.do': 'Will they do something?',
  'journeys.ask.leave': 'Will they leave?',
  'journeys.ask.next': 'What comes next?',
  'journeys.ask.do.said': 'do',
  'journeys.ask.leave.said': 'do nothing more',
  'journeys.ask.next.said': 'What comes next',
  'journeys.entity': 'Column that says who',
  'journeys.entity.edit': 'Change the column that says who: {{name}}',
  'journeys.event': 'Column that says what was done',
  'journeys.event.edit': 'Change the column that says what was done: {{name}}',
  'journeys.time': 'Column that says when',
  'journeys.time.edit': 'Change the column that says when: {{name}}',
  'journeys.outcome': 'What they are to do',
  'journeys.outcome.edit': 'Change what they are to do: {{name}}',
  'journeys.outcome.none': 'choose an event',
  'journeys.outcome.first': '{{name}} for the first time',
  'journeys.onlyFirst': 'The first time only',
  'journeys.onlyFirst.why': 'Whoever has done it before is not asked about.',
  'journeys.days_one': '{{count, number}} day',
  'journeys.days_other': '{{count, number}} days',
  'journeys.horizonDays': 'Days to look ahead',
  'journeys.horizonDays.edit': 'Change how far to look ahead: {{name}}',
  'journeys.horizonDays.why': 'Long enough for something to happen, short enough for you to act on it.',
  'journeys.lookBackDays': 'Days to look back',
  'journeys.lookBackDays.edit': 'Change how far to look back: {{name}}',
  'journeys.lookBackDays.why': 'Who did nothing in these days is not asked about.',
  'journeys.columns': 'What was done is in {{event}}, when in {{time}}; {{properties}} more of it.',
  'journeys.properties': 'Columns that say more of an event',
  'journeys.properties.edit': 'Change the columns that say more of an event: {{name}}',
  'journeys.properties.why': 'An amount, a device, a page: whatever was known when it happened.',
  'journeys.properties.none': 'No other column says anything of an event.',
  'journeys.properties.count_zero': 'no column says',
  'journeys.properties.count_one': '{{count, number}} column says',
  'journeys.properties.count_other': '{{count, number}} columns say',

  'journeys.dates.title': 'When it is asked',
  'journeys.dates.lead.do':
    'Everybody is looked at on several dates. What they did before a date is learned from; what they did after it is the answer.',
  'journeys.dates.lead.leave':
    'Everybody is looked at on several dates. What they did before a date is learned from; whether they came back after it is the answer.',
  'journeys.dates.lead.next':
    'Each event is a place to ask from: what came before it is learned from, what came next is the answer.',
  'journeys.dates.everyEvent':
    'It is asked after every event. The latest third of the time judges, with people that nothing was learned from.',
  'journeys.dates.unknown': '{{column}} is not read as dates, so the dates show once a training has read the events.',
  'journeys.dates.counted':
    'How many people are asked on each date, and of how many it came true, is counted while training.',
  'journeys.timeline.title': 'Dates at which people are looked at',
  'journeys.timeline.summary_one':
    '{{count, number}} date, {{first}}. With so few, people are set apart for judging, not dates.',
  'journeys.timeline.summary_other':
    '{{count, number}} dates from {{first}} to {{last}}; {{judging}} of them (on grey) are for judging, with people that nothing was learned from.',
  'journeys.timeline.promise':
    'Nothing to the right of a date’s mark is seen when that date is predicted: not by the figures made of events, nor by a network.',
  'journeys.timeline.snapshot': 'Date',
  'journeys.timeline.from': 'Looks back to',
  'journeys.timeline.until': 'Foretells until',
  'journeys.timeline.use': 'Used for',
  'journeys.timeline.judges': 'judging',
  'journeys.timeline.learns': 'learning',
  'journeys.timeline.asked': 'People asked about',
  'journeys.timeline.came': 'Came true of',
  'journeys.timeline.cameOf': 'came true of',
  'journeys.timeline.of': '{{came}} of {{asked}}',
  'journeys.timeline.looked': 'looked at',
  'journeys.timeline.foretold': 'foretold',

  'journeys.preset.quick': 'Counts and how recent, one try each; no networks. It searches for half a minute at most.',
  'journeys.preset.balanced':
    'Networks that read the events in their order, too. It searches for three minutes at most.',
  'journeys.preset.thorough': 'All networks, in several sizes. It searches for a quarter of an hour at most.',

  'journeys.what.do_one': 'Who will do {{outcome}} within {{count, number}} day',
  'journeys.what.do_other': 'Who will do {{outcome}} within {{count, number}} days',
  'journeys.what.leave_one': 'Who will do nothing for {{count, number}} day',
  'journeys.what.leave_other': 'Who will do nothing for {{count, number}} days',
  'journeys.what.next': 'What people do next',
  'journeys.verdict.useful': '{{what}} can be foretold from what they did.',
  'journeys.verdict.simple-is-as-good':
    '{{what}} can be foretold, and a simple model does it as well as anything here.',
  'journeys.verdict.not-confirmed': '{{what}} looked foretellable, but the people set aside do not confirm it.',
  'journeys.verdict.too-little-data': '{{what}}: there are too few people to say whether it can be foretold.',
  'journeys.verdict.nothing-beats-baseline': '{{what}} cannot be told from these events any better than by guessing.',
  'journeys.verdict.other': '{{what}}: this is how well it can be foretold.',
  'journeys.people.do_one':
    'Of 100 people at the top of the list, about {{right}} do {{outcome}} within {{count, number}} day; of 100 drawn at random, about {{usual}}.',
  'journeys.people.do_other':
    'Of 100 people at the top of the list, about {{right}} do {{outcome}} within {{count, number}} days; of 100 drawn at random, about {{usual}}.',
  'journeys.people.leave_one':
    'Of 100 people at the top of the list, about {{right}} do nothing for {{count, number}} day; of 100 drawn at random, about {{usual}}.',
  'journeys.people.leave_other':
    'Of 100 people at the top of the list, about {{right}} do nothing for {{count, number}} days; of 100 drawn at random, about {{usual}}.',
  'journeys.evaluate.apply': 'Rank the present people',
  'journeys.tab.dates': 'Dates',
  'journeys.read': '{{events}} events of {{people}} people, of {{kinds}} kinds.',
  'journeys.read.leftOut':
    'Left out: {{missing}} rows without who, what or when, {{duplicates}} said twice, {{strays}} far from all others in time.',

  'journeys.events.title': 'Which events say it',
  'journeys.events.lead':
    'Each kind of event was taken out of the journeys of people set aside, to see how the prediction moves. That shows what goes together, not what causes what.',
  'journeys.events.none':
    'No event was common enough, or nothing better than guessing was found, so no event’s weight is told.',
  'journeys.events.figure': 'What an event adds to the probability, or takes from it',
  'journeys.events.figure.next': 'How much of the prediction an event moves',
  'journeys.events.event': 'Event',
  'journeys.events.points': 'Points of probability (percentage points)',
  'journeys.events.rows': 'Rows with it',
  'journeys.events.days': 'Days since, the middle one',
  'journeys.events.raises':
    '{{event}} raises it by {{points}} points on average, where somebody did it ({{rows}} rows); half did it in the {{days}} days before.',
  'journeys.events.lowers':
    '{{event}} lowers it by {{points}} points on average, where somebody did it ({{rows}} rows); half did it in the {{days}} days before.',
  'journeys.events.moves':
    '{{event}} moves {{points}} points to other events, where somebody did it ({{rows}} rows); half did it in the {{days}} days before.',
  'journeys.events.flat': '{{event}} hardly moves it ({{rows}} rows have it).',
  'journeys.recency.title': 'How recent it has to be',
  'journeys.recency.days': 'Days that are seen',
  'journeys.recency.kept': 'Kept of what tells people apart',
  'journeys.recency.enough':
    'The latest {{days}} alone keep {{kept}} of what tells people apart; what is older adds little.',
  'journeys.recency.more':
    'The latest {{days}} alone keep {{kept}} of what tells people apart; what is older, up to {{all}}, counts too.',
  'journeys.next.title': 'Is the next event among the likeliest?',
  'journeys.next.lead': 'Beside it: what usually follows the last event, which needs no model.',
  'journeys.next.better':
    'The event that is named first comes in {{model}} of cases; what usually follows the last one, in {{markov}}.',
  'journeys.next.same':
    'The event that is named first comes in {{model}} of cases. What usually follows the last one is as good ({{markov}}).',
  'journeys.next.worse':
    'The event that is named first comes in {{model}} of cases. What usually follows the last one does better ({{markov}}).',
  'journeys.next.among': 'Next event is',
  'journeys.next.model': 'This model',
  'journeys.next.markov': 'What usually follows',
  'journeys.next.k_one': 'the likeliest',
  'journeys.next.k_other': 'among the {{count, number}} likeliest',

  'journeys.apply.answer': 'Rank the present people by what they do next.',
  'journeys.apply.file': 'A file of events',
  'journeys.apply.lead':
    'Bring a newer file of events, or the one that you trained on. Everybody who did something lately is looked at on its last day: those it is likeliest of come first.',
  'journeys.apply.sample': 'Rank the people of the sample',
  'journeys.apply.people_one': '{{what}}: of {{count, number}} person, {{expected}} is to be expected.',
  'journeys.apply.people_other': '{{what}}: of {{count, number}} people, {{expected}} are to be expected.',
  'journeys.apply.next_one': '{{name}} comes next, of {{count, number}} person.',
  'journeys.apply.next_other': '{{name}} comes next most often: for {{most}} of {{count, number}} people.',

  'journeys.feedback.lead':
    'Events since then, with the same columns: what people did in them is compared with what was promised.',
  'journeys.match.title': 'What happened since',
  'journeys.match.lead': '{{file}}, {{rows}}: what people did since says what came true.',
  'journeys.match.scored_one': 'Compared with what was promised of {{count, number}} person in {{file}} on {{when}}.',
  'journeys.match.scored_other': 'Compared with what was promised of {{count, number}} people in {{file}} on {{when}}.',
  'journeys.match.past':
    'Nobody has been ranked yet, so the latest dates in this file that are over are predicted again and compared.',

  'share.held.journeys':
    'Journeys and what was made of their events: drivers, curves, recommendations and the model. They could be about few people.',
  'share.held.journey-proof': 'The picture of who is found: it counts rows, and one person has several of them here.',
  'share.next-event': 'What comes next is not shared: names of events may be about single people.',
  'share.next-event.hint': 'Ask whether people do something or leave, and share that.',
} as const;
