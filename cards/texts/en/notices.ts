import type { notices as dutch } from '../nl/notices';

export const notices = {
  'notice.unknownPerson':
    'I do not know you yet. I looked for {address}, but that address is in no mentoring programme. Do you take part? Ask the coordinator of your programme to add you with this address, and then send me a message.',
  'notice.unknownPerson.noAddress':
    'I do not know you yet: Teams gave me no address of yours. Do you take part in a mentoring programme? Ask the coordinator of your programme to add you, and then send me a message.',
  'notice.oneToOneOnly':
    'Others can read along here, so I show nothing personal here. Send me a message in our own chat.',
  'notice.notForYou':
    'This does not belong to your role in the programme. “help” shows what you can do here.',
  'notice.moreOpen':
    '{count, plural, one {# older check-in is still open. It comes} other {# older check-ins are still open. They come}} when you have filled in these.',
  'notice.nothingOpen': 'No check-in is open. After your next session I will ask how it went.',
  'notice.noFlags': 'There are no flags now.',
  'notice.button.again': 'Try again',
  'notice.failed': 'That did not work, and nothing was stored. Please try again in a few minutes.',
  'notice.unsure':
    'This takes longer than usual, and I do not know yet whether it was stored. Please try again in a minute. That does no harm: I store it only once.',
  'notice.cardTooOld':
    'This card is no longer valid, and nothing was stored. Ask for a new one with “my week” or “help”.',
  'notice.cardClosed':
    'This message is no longer for you: your role in the programme has changed, or the message no longer holds. There is nothing you need to do.',
  'notice.language': 'From now on I will speak English with you.',
  'notice.languageUnknown': 'I do not know that language: “{typed}”. Choose Nederlands or English.',
  'notice.languageUnknown.empty': 'Which language would you like? Kies je taal.',
  'notice.paused':
    'Paused: until {until} you get no messages before your sessions and no reminders. The question after a session still comes. The coordinator sees that you are paused.',
  'notice.pausedAhead':
    'Pause from {from} until {until}: in that time you get no messages before your sessions and no reminders, until {from} you still do. The question after a session still comes. The coordinator sees it when the pause begins.',
  'notice.alsoPaused': 'Besides that you are paused until {until}.',
  'notice.alsoPausedAhead': 'Besides that you are paused from {from} until {until}.',
  'notice.pauseTurned': 'The end, {until}, is not after the beginning, {from}. Nothing has changed yet.',
  'notice.button.pauseTurned': 'Pause {from} to {until}',
  'notice.pauseNoEnd':
    'Until when would you like to pause, from {from} on? Nothing has changed yet. Type for example “{example}”.',
  'notice.button.pauseFromUntilEnd': 'Pause {from} to {end}',
  'notice.pauseOff': 'The pause is over: you get a message before every session again.',
  'notice.pauseToday':
    'That is today: a pause until today is over already, nothing has changed. Type “pause through today”, or a day still to come.',
  'notice.button.pauseToday': 'Pause through today',
  'notice.typed.pauseToday': 'pause through today',
  'notice.pauseTooMany':
    'You have changed your pause 10 times today already. Nothing has changed now: try again tomorrow. “Pause off” always works.',
  'notice.pauseTooLong':
    'A pause until {asked} is too long: the programme ends on {end}. You can pause up to and including that day; nothing has changed yet.',
  'notice.pauseOver':
    'The programme ended on {end}: there are no more sessions to pause for. Answer your last check-ins and I will not ask about them again.',
  'notice.studentUnknown':
    'I know no student “{typed}” with pupils at your schools, nor such a class or school. “silent” is about now.',
  'notice.pauseUnclear':
    'I do not understand until when: “{typed}”. Type a day to come, for example “pause until 3-5”. “pause off” ends the pause.',
  'notice.pauseUnclear.empty':
    'Until when would you like to pause? Type for example “pause until 3-5”. “pause off” ends the pause.',
  'notice.button.pauseUntilEnd': 'Pause to {end}',
  'notice.button.dutch': 'Nederlands',
  'notice.button.english': 'English',

  'list.page': '{first}–{last} of {total}',
  'list.previous': 'Previous',
  'list.next': 'Next',
  'list.earlier': 'Earlier',
  'list.later': 'Later',
} as const satisfies Record<keyof typeof dutch, string>;
