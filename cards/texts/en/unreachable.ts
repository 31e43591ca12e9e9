import type { unreachable as dutch } from '../nl/unreachable';

export const unreachable = {
  'unreachable.notice': 'I cannot reach student mentor {name} in Teams',
  'unreachable.title': 'I cannot reach {name}',
  'unreachable.pupils': '{count, plural, one {Pupil} other {Pupils}}',
  'unreachable.school': '{count, plural, one {School} other {Schools}}',
  'unreachable.since': 'Since',
  'unreachable.pupil': '{pupil} ({class})',
  'unreachable.means':
    'Messages beforehand and check-ins no longer arrive. If a session does not take place, nobody will notice.',
  'unreachable.ask': 'What can you do?',
  'unreachable.how':
    'Ask {name} to send the bot a message in Teams, for example “{help}”, or to add the app again. After that everything goes on by itself.',
  'unreachable.all': 'Who needs attention?',
} as const satisfies Record<keyof typeof dutch, string>;
