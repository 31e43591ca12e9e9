import type { digest as dutch } from '../nl/digest';

export const digest = {
  'digest.title': 'Good morning {name}',
  'digest.period': 'Last week ({period}) in {programme}',
  'digest.notice':
    'Week {period}: {held, plural, one {# session held} other {# sessions held}}, {flags, plural, =0 {no new flags} one {# new flag} other {# new flags}}',
  'digest.nothing': 'Nothing to report: there were no sessions and nothing is waiting. Have a good week!',
  'digest.noSessions': 'There were no sessions.',
  'digest.held': 'Took place',
  'digest.late': 'Of which late',
  'digest.missed': 'Pupil not there',
  'digest.unknown': 'Not filled in yet',
  'digest.against': '{now} (week before {before})',
  'digest.newFlags': 'New flags ({count})',
  'digest.waitingFlags': 'Not resolved yet ({count})',
  'digest.noFlags': 'No flags are open. Good!',
  'digest.more': '{count, plural, one {And # more flag.} other {And # more flags.}}',
  'digest.students': 'Student mentors',
  'digest.silent': 'Silent: {names}',
  'digest.cancelling': 'Cancel often: {names}',
  'digest.unreachable': 'Cannot be reached: {names}',
  'digest.others': '{count, plural, one {# other} other {# others}}',
  'digest.closed': 'Closed this week',
  'digest.closedLine': '{where}: {period}',
  'digest.closedLabel': '{where}: {period} ({label})',
  'digest.closedMore':
    '{count, plural, one {And # other closed period.} other {And # other closed periods.}}',
  'digest.summary': 'Summary',
  'digest.flags': 'Flags',
  'digest.silentButton': 'Silent student mentors',
} as const satisfies Record<keyof typeof dutch, string>;
