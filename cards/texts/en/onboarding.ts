import type { onboarding as dutch } from '../nl/onboarding';

export const onboarding = {
  'welcome.summary': 'Welcome to {programme}',
  'welcome.title': 'Hello {name}, welcome!',
  'welcome.what': 'I am mentormaat, the bot of {programme}. I help the weekly sessions to go well.',
  'welcome.student':
    '**As a student mentor** you get a short message with a tip on the weekday before each session. After the session I ask whether your pupil was there: one tap is usually enough.',
  'welcome.student.why':
    'Why? A pupil who is often away is noticed in time this way. The coordinator then looks at what is needed; you do not have to solve it alone.',
  'welcome.coordinator':
    '**As a coordinator** you get an overview of the week on Monday morning, and a message when a pupil is often away or late, with the reason. You decide what happens.',
  'welcome.teacher':
    '**As an intervision teacher** you choose times for your group here. Before each meeting you get the agenda with the case, and afterwards I ask who was there. “my week” shows what is coming.',
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
    'Besides: your name and language, what you fill in and write here, how I reach you in Teams, and which messages I sent you. I never ask why a pupil was away.',
  'privacy.who':
    '**Who sees it?** You see your own check-ins. The coordinator of the school sees attendance and flags. The operator can get at everything that is stored.',
  'privacy.who.staff':
    '**Who sees it?** What you write about a flag, a student or a group is seen only by others whom it concerns. The operator can get at everything that is stored.',
  'privacy.howLong':
    '**How long?** This goes by itself: what you type on {freeText}, pupils, flags and messages on {names}, your hours and whatever else is yours on {hours}. Who looked stays until {access}.',
  'privacy.howLong.staff':
    '**How long?** This goes by itself: what you type on {freeText}, pupils, flags and messages on {names}, whatever else is yours on {hours}. Who looked stays until {access}.',
  'privacy.rights':
    '**See, correct or erase?** Ask the coordinator of your programme. The operator can look up everything that is stored about you, and erase it.',
  'privacy.rights.coordinator':
    '**See, correct or erase?** Ask the operator of this bot, who can look up everything that is stored about you, and erase it.',
  'privacy.calendar':
    '**Your calendar link.** Whoever has this secret link sees where and when your appointments are, without names of pupils. “Switch off link” stops it at once.',
  'privacy.looks': 'Who looked at pupils of yours (last {days} days, without what the bot sent by itself)',
  'privacy.looks.none': 'Nobody looked.',
  'privacy.looks.more': '{count, plural, one {And # more line.} other {And # more lines.}}',
  'privacy.looks.line':
    '{school}: a coordinator, {what} · {count, plural, one {once} other {# times}}, last {last}',
  'privacy.look.flags': 'flags',
  'privacy.look.answers': 'answers and corrections',
  'privacy.look.summary': 'summary',
  'privacy.look.students': 'list of students',
  'privacy.operator': 'What the operator looked up by command (last {days} days)',
  'privacy.operator.none': 'Nothing that you are in.',
  'privacy.operator.line': '{what} · {count, plural, one {once} other {# times}}, last {last}',
  'privacy.operator.subject': 'everything about you, or about a pupil of yours',
  'privacy.operator.sessions': 'list of sessions',
  'privacy.operator.forecast': 'who can still reach the sessions',
  'privacy.operator.summary': 'summary',
  'privacy.operator.flags': 'flags',
  'privacy.operator.rounds': 'intervision',
  'privacy.operator.outbox': 'messages that I send',
  'privacy.operator.export': 'everything, as files',
  'privacy.typed.pause': 'pause',
  'own.kind': 'Kind',
  'own.number': 'Number',
  'own.field': 'Field',
  'own.value': 'Value',
  'own.file': 'my data',
  'own.consent': 'What is stored about you. It goes to your own OneDrive only.',
  'own.refused': 'The file could not be put in your OneDrive. Ask for it once more with “privacy”.',
  'own.slow':
    'Making the file takes a while. Look in your OneDrive in a few minutes. Is it not there then? Ask for it once more with “privacy”.',
  'own.button': 'My data (file)',
  'privacy.filesAbout': 'Files that you are in (last {days} days)',
  'privacy.filesAbout.none': 'Nobody took a file that you are in.',
  'privacy.filesTaken': 'Files that you took (last {days} days)',
  'privacy.filesTaken.none': 'You took no files.',
  'privacy.files.more': '{count, plural, one {And # more file.} other {And # more files.}}',
  'role.student': 'student mentor',
  'role.teacher': 'intervision teacher',
  'role.coordinator': 'coordinator',
} as const satisfies Record<keyof typeof dutch, string>;
