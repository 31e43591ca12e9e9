import type { reasons as dutch } from '../nl/reasons';

export const reasons = {
  'level.1': 'attention',
  'level.2': 'action',
  'level.3': 'handover',
  'level.text': '{sign} Level {level}: {word}',

  'reason.sentence':
    '{times}× {what} in the last {among, plural, one {session} other {# sessions}} ({dates})',
  'reason.unknownRule': '{times}× missed or late ({dates})',
  'reason.absence': 'not there',
  'reason.late': 'late',
  'reason.missed': 'away with a message',
  'reason.absence+missed': 'missed (with or without a message)',
  'reason.absence+late': 'late or not there',
  'reason.late+missed': 'late or away with a message',
  'reason.absence+late+missed': 'late or missed (with or without a message)',

  'ownFlags.summary': '{count, plural, one {A flag} other {# flags}} on your pupil',
  'ownFlags.title': 'Flags on your pupil',
  'ownFlags.intro':
    'A flag comes by itself, from the check-ins. The coordinator decides what happens with it; you do not have to solve it alone.',
  'ownFlags.since': 'Since {day}',
  'ownFlags.status.open': 'The coordinator still has to look at it.',
  'ownFlags.status.acknowledged': 'The coordinator has taken it up.',
  'ownFlags.status.resolved': 'This flag is settled.',
  'ownFlags.status.withdrawn': 'This flag was withdrawn, because an answer was added or changed.',
  'ownFlags.status.continued': 'This flag goes on as another flag in this list.',
  'ownFlags.talk': 'Tip for the conversation:',
  'ownFlags.talk.absence':
    'Say first that you missed your pupil. Then ask: “What would make it easier to come?” You need not ask for the reason.',
  'ownFlags.talk.missed':
    'Begin with something that went well. Then ask: “Does this time still fit your week?” Think together of what would help.',
  'ownFlags.talk.late':
    'Keep it small: “What happens in the fifteen minutes before our session?” Choose one thing to try together, and say so when it works.',
  'ownFlags.talk.general': 'Ask how your pupil likes the sessions and what could be better. Listen first.',
  'ownFlags.wrong': 'Is a date wrong? Then change your check-in, or tell the coordinator.',
} as const satisfies Record<keyof typeof dutch, string>;
