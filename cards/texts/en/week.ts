import type { week as dutch } from '../nl/week';

/** The intervision of somebody's week. */
export const week = {
  'typed.intervision': 'intervision',
  'week.meeting': 'Intervision group {group}',
  'week.off': 'Called off.',
  'week.ended': 'It has been.',
  'week.ended.turnout':
    'It has been: {present, plural, one {# of {members} was} other {# of {members} were}} there.',
  'week.ended.there': 'It has been: you were there.',
  'week.ended.away': 'It has been: your teacher noted that you were not there.',
  'week.teacher': 'Teacher: {name}',
  'week.expected': 'Expected ({count}): {names}',
  'week.coming': 'Coming ({count}): {names}',
  'week.notComing': 'Can’t come ({count}): {names}',
  'week.unknown': 'No answer yet ({count}): {names}',
  'week.case.nobody': 'Case: nobody yet',
  'week.case.empty': 'Case: {name}, not written yet',
  'week.case.written': 'Case: {name}, ready ✓',
  'week.case.titled': 'Case: {name}, “{title}” ✓',
  'week.case.you.empty': 'Case: you, not written yet',
  'week.case.you.written': 'Case: you, ready ✓',
  'week.moreMeetings': '{count, plural, one {And # more meeting.} other {And # more meetings.}}',
  'week.ahead': 'Your other groups',
  'week.ahead.own': 'After that',
  'week.ahead.waiting': 'In no round yet: {which}. As soon as a round begins, you will hear.',
  'week.ahead.none': 'No meeting planned yet.',
  'week.moreAhead':
    '{count, plural, one {And # more group.} other {And # more groups.}} You find all groups under Intervision.',
  'week.asked': 'Intervision: this waits for you',
  'week.asked.offer': 'Group {group}: choose which times you offer.',
  'week.asked.undecided': 'Group {group}: too few students can come at one time. Choose what you do.',
  'week.asked.report': 'Group {group}, {day}: fill in who was there.',
  'week.asked.poll': 'Group {group}: say when you can, before {until}.',
  'week.asked.case': 'Group {group}, {day}: write your case.',
  'week.moreAsked': '{count, plural, one {And # more question.} other {And # more questions.}}',
} as const satisfies Record<keyof typeof dutch, string>;
