import type { signals as dutch } from '../nl/signals';

export const signals = {
  'signals.title': 'Student mentors who need attention',
  'signals.notice':
    '{count, plural, one {# student mentor needs attention} other {# student mentors need attention}}',
  'signals.pausedNotice':
    '{count, plural, one {# student mentor has paused, nobody else needs attention} other {# student mentors have paused, nobody else needs attention}}',
  'signals.empty':
    'All student mentors take part: nobody is silent, cancels often, cannot be reached or has paused.',
  'signals.silent': 'Silent ({count})',
  'signals.silentWhy': 'Filled in nothing after the reminders. A short call often helps.',
  'signals.cancelling': 'Cancel often ({count})',
  'signals.cancellingWhy': 'Could not come to 3 or more of their last 6 sessions.',
  'signals.unreachable': 'Cannot be reached ({count})',
  'signals.unreachableWhy': 'Get no messages from the bot. Ask them to add the app in Teams (again).',
  'signals.paused': 'Paused ({count})',
  'signals.pausedWhy': 'Get no messages beforehand and no reminders for a while, at their own request.',
  'signals.pupils': 'with {pupils}',
  'signals.noPupils': 'without a pupil now',
  'signals.lastAnswered': 'last filled in: session of {date}',
  'signals.neverAnswered': 'never filled in anything yet',
  'signals.since': 'since {date}',
  'signals.never': 'has not added the app yet',
  'signals.until': 'paused until {date}',
  'signals.more': '{count, plural, one {And # more student mentor.} other {And # more student mentors.}}',
  'typed.silent': 'silent',
  'typed.flags': 'flags',
} as const satisfies Record<keyof typeof dutch, string>;
