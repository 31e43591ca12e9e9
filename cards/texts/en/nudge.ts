import type { nudge as dutch } from '../nl/nudge';

export const nudge = {
  'nudge.summary': 'Your session: {when}',
  'nudge.title': 'Your session with {pupil}',
  'nudge.when': 'When',
  'nudge.where': 'Where',
  'nudge.with': 'With',
  'nudge.lastStep': 'Last time you agreed: {step}',
  'nudge.tip': 'Tip for the conversation · {topic}',
  'nudge.off': 'Is it off? Let me know, and I will ask nothing more about this session.',
  'nudge.button.studentAbsent': 'I can’t come',
  'nudge.button.schoolCancelled': 'The school can’t',
  'nudge.why':
    'You get this on the weekday before your session. No messages beforehand and no reminders for a while? Type “{command}”.',
  'nudge.pause': 'pause until {date}',
} as const satisfies Record<keyof typeof dutch, string>;
