import type { checkIn as dutch } from '../nl/checkIn';

export const checkIn = {
  'checkIn.summary': 'Check-in: how was your session of {when}?',
  'checkIn.summary.reminder': 'Reminder: how was your session of {when}?',
  'checkIn.summary.notBegun': 'Your session of {when} has not begun yet',
  'checkIn.question': 'Was {pupil} there on time?',
  'checkIn.question.notBegun': 'Is your session with {pupil} off?',
  'checkIn.intro.checkIn': 'One tap is enough.',
  'checkIn.intro.reminder1': 'This check-in is still open. One tap is enough.',
  'checkIn.intro.reminder2': 'This is the last reminder for this session. One tap is enough.',
  'checkIn.intro.asked': 'One tap is enough.',
  'checkIn.intro.change': 'Choose the right answer. The old one stays in the history.',
  'checkIn.intro.notBegun':
    'The session has not begun yet. Let me know here if it is off. Otherwise I will ask how it went afterwards.',
  'checkIn.intro.calledOff':
    'So I will not ask how it went. Does it take place after all? Then press “It took place” once it has begun.',
  'checkIn.previous': 'Your earlier answer: {answer}',
  'checkIn.why': 'You get this question after every session, with at most two reminders.',
  'checkIn.why.pause': 'No reminders? Type “{command}”.',

  'checkIn.button.onTime': 'Yes, on time',
  'checkIn.button.late': 'Late',
  'checkIn.button.absent': 'Not there',
  'checkIn.button.notHeld': 'It was off',
  'checkIn.button.absentUnnotified': 'No message',
  'checkIn.button.absentNotified': 'Yes, notified',
  'checkIn.button.absentUnknown': 'I don’t know',
  'checkIn.button.studentAbsent': 'I couldn’t come',
  'checkIn.button.schoolCancelled': 'The school couldn’t',
  'checkIn.button.minutes': '{minutes} min',
  'checkIn.button.save': 'Save',
  'checkIn.button.change': 'Change',
  'checkIn.button.wentAhead': 'It took place',
  'checkIn.button.followUp': 'Add more',
  'checkIn.button.followUp.again': 'Change what I added',

  'checkIn.late.question': 'How many minutes late?',
  'checkIn.late.label': 'Other (minutes)',
  'checkIn.late.required': 'Enter a whole number, 0 or more.',
  'checkIn.absent.question': 'Did {pupil} let you or the school know?',
  'checkIn.absent.hint': 'You need not know the reason, nor write it down.',
  'checkIn.notHeld.question': 'Why was the session off?',
  'checkIn.error.minutesLate':
    'Nothing has been stored yet. How many minutes late? Enter a whole number, for example 10.',
  'checkIn.error.minutesLate.typed':
    'Nothing has been stored yet. “{typed}” is not a number of minutes. Enter a whole number, for example 10.',
  'checkIn.error.outcome':
    'Nothing has been stored yet. I do not know this answer: choose one of the buttons.',

  'outcome.onTime': '{pupil} was on time.',
  'outcome.late': '{pupil} was {minutes, plural, one {# minute} other {# minutes}} late.',
  'outcome.absentUnnotified': '{pupil} was not there and sent no message.',
  'outcome.absentUnknown': '{pupil} was not there. You do not know whether there was a message.',
  'outcome.absentNotified': '{pupil} was not there, and had let you or the school know.',
  'outcome.studentAbsent': 'You could not come. That does not count for {pupil}.',
  'outcome.schoolCancelled': 'The school called the session off. That does not count for {pupil}.',

  'checkInStored.summary': 'Stored: your check-in of {when}',
  'checkInStored.summary.error': 'What you added has not been stored yet',
  'checkInStored.title': '✓ Stored',
  'checkInStored.title.followUp': '✓ What you added is stored',
  'checkInStored.title.error': 'What you added has not been stored yet',
  'checkInStored.until': 'You can change this until {until}.',
  'checkInStored.invite': 'Thank you! Would you like to add anything? You don’t have to.',
  'checkInStored.topics': 'Topics',
  'checkInStored.nextStep': 'Agreed',
  'checkInStored.note': 'Note',
  'checkInStored.case': 'Intervision',
  'checkInStored.case.yes': 'You would like to bring this',

  'followUp.topics': 'What was it about?',
  'followUp.nextStep': 'What did you agree for next time?',
  'followUp.nextStep.hint': 'You will see this again in the message before the next session.',
  'followUp.note': 'Note',
  'followUp.note.hint': 'Do not write down why somebody was away.',
  'followUp.case': 'Intervision',
  'followUp.case.title': 'I would like to bring this to intervision',
  'followUp.error.topics': 'Choose topics from the list only. I do not know: {typed}.',
  'followUp.error.case': 'Tick the box or leave it empty. I do not know: {typed}.',
  'followUp.error.tooLong': 'This is too long: {length} characters. Make it 500 at most.',
  'followUp.placeholder.nextStep': 'For example: look up the open day',
  'followUp.placeholder.note': 'For example: likes to talk about music',

  'topic.motives': 'Motives',
  'topic.qualities': 'Qualities',
  'topic.work': 'Work and study',
  'topic.steering': 'Own choices',
  'topic.network': 'Network',
  'topic.homework': 'Homework',
  'topic.planning': 'Planning',

  'checkInRefused.summary': 'This check-in was not stored',
  'checkInRefused.title': 'Nothing was stored',
  'checkInRefused.notYours':
    'This check-in belongs to somebody else, so I cannot store your answer. Is this your own session? Then ask the coordinator.',
  'checkInRefused.notBegun':
    'The session has not begun yet. I will ask how it went afterwards. Is it off? Then you can let me know now.',
  'checkInRefused.calledOff':
    'The session has not begun yet, and you told me that it is off. So I will not ask how it went. Does it take place after all? Then press “It took place” once it has begun.',
  'checkInRefused.tooLateToChange':
    'An answer can be changed until 30 days after the session, and those have passed. Is the answer wrong? Tell the coordinator.',
  'checkInRefused.changedTooOften':
    'This answer has been changed 30 times, so I leave it as it is. Is it wrong? Tell the coordinator, who can correct it.',
  'checkInRefused.gone':
    'This session is no longer planned. The timetable has probably changed; you need not do anything.',
} as const satisfies Record<keyof typeof dutch, string>;
