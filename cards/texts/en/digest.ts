import type { digest as dutch } from '../nl/digest';

export const digest = {
  'digest.title': 'Good morning {name}',
  'digest.period': 'Last week ({period}) in {programme}',
  'digest.asOf': 'as of {moment}',
  'digest.notice':
    'Week {period}: {held, plural, one {# session held} other {# sessions held}}, {flags, plural, =0 {no new flags} one {# new flag} other {# new flags}}',
  'digest.nothing': 'Nothing to report: there were no sessions and nothing is waiting. Have a good week!',
  'digest.over': 'The lists of that Monday are no longer here. The buttons below show what is waiting now.',
  'digest.noSessions': 'There were no sessions.',
  'digest.held': 'Took place',
  'digest.late': 'Of which late',
  'digest.missed': 'Pupil not there',
  'digest.unknown': 'Not filled in yet',
  'digest.against': '{now} (week before {before})',
  'digest.newFlags': 'New flags ({count})',
  'digest.waitingFlags': 'Not taken up yet ({count})',
  'digest.noFlags': 'No flags are open. Good!',
  'digest.more': '{count, plural, one {And # more flag.} other {And # more flags.}}',
  'digest.acknowledged':
    '{count, plural, one {# flag is taken up and not resolved yet.} other {# flags are taken up and not resolved yet.}}',
  'digest.overdue': 'not taken up for at least {days} school days',
  'digest.students': 'Student mentors ({count})',
  'digest.moreStudents':
    '{count, plural, one {And # more student mentor: see “Student mentors”.} other {And # more student mentors: see “Student mentors”.}}',
  'digest.due': 'Time for a contact ({count}): {names}',
  'digest.paused': 'Paused ({count}): {names}',
  'digest.others': '{count, plural, one {# other} other {# others}}',
  'digest.attention': 'Contact and pauses',
  'digest.staff': 'Teachers and coordinators',
  'digest.rounds': 'Intervision',
  'digest.rounds.meeting': '{count, plural, one {# group meets this week.} other {# groups meet this week.}}',
  'digest.rounds.polling':
    '{name}: {count, plural, one {# group chooses} other {# groups choose}} a time, until {until}.',
  'digest.rounds.offering':
    '{name}: {count, plural, one {# group waits} other {# groups wait}} for times from the teacher.',
  'digest.rounds.more': '{count, plural, one {And # more round.} other {And # more rounds.}}',
  'digest.rounds.undecided':
    '{count, plural, one {Without a time, as too few students can come: group {groups}.} other {Without a time, as too few students can come: groups {groups}.}}',
  'digest.rounds.withoutTeacher':
    '{count, plural, one {Without a teacher: group {groups}. Hand it over to somebody else.} other {Without a teacher: groups {groups}. Hand them over to somebody else.}}',
  'digest.rounds.turnout':
    'Last week {present, plural, one {# of {members} students was} other {# of {members} students were}} there ({rate}).',
  'digest.rounds.withoutReport':
    '{count, plural, one {For # meeting the teacher has yet to fill in who was there.} other {For # meetings the teacher has yet to fill in who was there.}}',
  'digest.rounds.missedTwice': 'Missed two in a row: {names}.',
  'digest.care': 'Care signal last week',
  'digest.careLine': '{school}: used {count, plural, one {once} other {# times}}',
  'digest.closed': 'Closed this week',
  'digest.closedLine': '{where}: {period}',
  'digest.closedLabel': '{where}: {period} ({label})',
  'digest.closedMore':
    '{count, plural, one {And # other closed period.} other {And # other closed periods.}}',
  'digest.summary': 'Summary',
  'digest.flags': 'Flags',
  'digest.silentButton': 'Student mentors',
} as const satisfies Record<keyof typeof dutch, string>;
