import type { onboarding as dutch } from '../nl/onboarding';

export const onboarding = {
  'welcome.summary': 'Welcome to {programme}',
  'welcome.title': 'Hello {name}, welcome!',
  'welcome.what': 'I am mentormaat, the bot of {programme}. I help the weekly sessions to go well.',
  'welcome.student':
    '**As a student mentor** you get a short message with a tip on the weekday before each session. After the session I ask whether your pupil was there: one tap is usually enough.',
  'welcome.student.why':
    'Why? A pupil who is away more often is noticed in time. The coordinator then looks at what is needed; you do not have to solve it alone.',
  'welcome.coordinator':
    '**As a coordinator** you get an overview of the week on Monday morning, and a message when a pupil is often away or late, with the reason. You decide what happens.',
  'welcome.teacher':
    '**As an intervision teacher** you can see your data and choose your language here now. The intervision rounds will come here later.',
  'welcome.how':
    'Tap a button or type a word, for example “{command}”. “{help}” shows everything you can do.',
  'welcome.privacy': 'I store as little as possible. Type “privacy” to see what is stored about you.',

  'privacy.summary': 'What is stored about you',
  'privacy.title': 'Your data',
  'privacy.address': 'Address',
  'privacy.programmes': 'Programme',
  'privacy.roles': 'Role',
  'privacy.pairs': 'Pairs',
  'privacy.checkIns': 'Check-ins',
  'privacy.pairs.count': '{count, plural, =0 {none} one {# pair} other {# pairs}}',
  'privacy.checkIns.count': '{count, plural, =0 {none} one {# check-in} other {# check-ins}}',
  'privacy.also':
    'Besides: your name, your language, how I reach you in Teams, and which messages I sent you. Never the reason why a pupil was away.',
  'privacy.who':
    '**Who sees it?** You see your own check-ins. The coordinator of the school sees attendance and flags.',
  'privacy.howLong':
    '**How long?** Free text until 30 days after the end of the programme, names and flags until 8 weeks after it. Hours stay until your study credits are final.',
  'privacy.rights':
    '**See, correct or erase?** Ask the coordinator of your programme, who can get and erase everything about you.',
  'role.student': 'student mentor',
  'role.teacher': 'intervision teacher',
  'role.coordinator': 'coordinator',
} as const satisfies Record<keyof typeof dutch, string>;
