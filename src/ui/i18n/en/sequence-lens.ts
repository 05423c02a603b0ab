/** What the lens of journeys proposes, finds and cannot do. */
export const sequenceLens = {
  'suggest.sequence-do': '{{event}} says what each {{entity}} did, {{outcome}} among it.',
  'suggest.sequence-leave': '{{event}} says what each {{entity}} did, so silence can be foretold.',
  'suggest.sequence-next': '{{event}} says what each {{entity}} did, one thing after another.',
  'proposal.sequence.do':
    'Foretell who will do {{outcome}} within {{days, number}} days, from what they did in {{event}}',
  'proposal.sequence.leave': 'Foretell who will do nothing for {{days, number}} days, from what they did in {{event}}',
  'proposal.sequence.next': 'Foretell what comes next in {{event}}',

  'sequence.no-time-column': '{{event}} says what each {{entity}} did, but no column says when.',
  'sequence.no-question': 'It is not said who did what, and when.',
  'sequence.no-question.hint': 'Choose the columns that name the person, the event and its time.',
  'sequence.no-outcome': 'It is not said which event of {{event}} you ask about.',
  'sequence.no-outcome.hint': 'Choose the event that people are to do.',
  'sequence.no-times': '{{column}} holds no dates or times.',
  'sequence.no-times.hint':
    'Choose a column of dates, or change how this one is read. Numbers count as times where they are seconds or milliseconds since 1970.',
  'sequence.no-events': 'None of the {{rows}} rows says who did what, and when.',
  'sequence.no-events.hint': 'Check the cells of {{entity}}, {{event}} and {{time}}: each row needs all three.',
  'sequence.missing-columns': 'The file lacks columns that the model needs: {{columns}}.',
  'sequence.missing-columns.hint': 'Bring a file of events like the one that the model learned from.',
  'sequence.unknown-outcome': 'Nobody ever did {{outcome}}: it is not in {{event}}.',
  'sequence.unknown-outcome.hint': 'Choose one of the events that are there: {{events}}.',
  'sequence.all-once': 'Each of the {{people}} people in {{entity}} did one thing only.',
  'sequence.all-once.hint': 'Journeys need people who come back. Check that {{entity}} names people, not events.',
  'sequence.one-event': '{{event}} holds one kind of event, so it is always the next.',
  'sequence.one-event.hint': 'Ask whether people do it again, or whether they leave.',
  'sequence.nobody': 'Nobody did anything in the {{lookBackDays}} days that are looked at.',
  'sequence.nobody.hint': 'Look back further, or choose another day.',
  'sequence.never': 'Nobody did {{outcome}} within {{horizonDays}} days of any snapshot.',
  'sequence.never.hint': 'Look further ahead, or ask about something that people do more often.',
  'sequence.always': 'Everybody did {{outcome}} within {{horizonDays}} days of every snapshot.',
  'sequence.always.hint': 'Look less far ahead, or ask about something that people do less often.',
  'sequence.nobody-leaves': 'Nobody was silent for {{horizonDays}} days.',
  'sequence.nobody-leaves.hint': 'Ask about fewer days.',
  'sequence.everybody-leaves': 'Everybody was silent for {{horizonDays}} days after every snapshot.',
  'sequence.everybody-leaves.hint': 'Ask about more days.',
  'sequence.span-too-short':
    'The events span {{days}} days; looking back {{lookBackDays}} and ahead {{horizonDays}} needs {{needed}}.',
  'sequence.span-too-short.hint': 'Look back or ahead fewer days, or bring events of a longer time.',
  'sequence.horizon-not-over': 'What was foretold reaches to {{until}}; the events in this file end on {{last}}.',
  'sequence.horizon-not-over.hint': 'Come back in {{days}} days with the events since.',
  'sequence.retrain-too-short':
    'The new events go on for {{days}} days; {{needed}} are needed to compare the old model with the new one.',
  'sequence.retrain-too-short.hint': 'Come back with events of a longer time.',
  'sequence.events-left-out':
    'Left out: {{missing}} rows without who, what or when, {{duplicates}} said twice, {{strays}} far from all others in time.',
  'sequence.people-present':
    '{{people}} of the {{of}} people in the file did something lately and are looked at, by {{events}} events.',

  'advise.reach-before-doing': 'Reach the top {{share}} of the list within {{days}} days',
  'advise.reach-before-doing.do':
    'Of those among them who did {{outcome}} within {{horizonDays}} days, half had done it by then. Have your present people scored (under Apply), and start from the top.',
  'advise.reach-before-leaving': 'Reach the top {{share}} of the list before they are gone',
  'advise.reach-before-leaving.do':
    'Most of them did nothing more for {{horizonDays}} days. Have your present people scored (under Apply), and write to them now, the top first.',
} as const;
