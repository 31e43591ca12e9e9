import type { hours as dutch } from '../nl/hours';

/** A student's hours and study credit. */
export const hours = {
  'typed.checkIn': 'check in',
  'hours.title': 'Your hours',
  'hours.summary': 'Your hours so far: {total}',
  'hours.until': 'Up to and including {day}',
  'hours.duration':
    '{hours, plural, one {# hour} other {# hours}}{minutes, plural, =0 {} one { and # minute} other { and # minutes}}',
  'hours.total': '{duration} · {credits} EC',
  'hours.spent': '{count, number}× · {duration}',
  'hours.sessions': 'Sessions',
  'hours.withPupil': 'with {pupil}',
  'hours.meetings': 'Intervision',
  'hours.none': 'There are no hours yet. They start to count after your first check-in.',
  'hours.openSessions':
    '{count, plural, one {# session waits for your check-in. Without one it does not count.} other {# sessions wait for your check-in. Without one they do not count.}}',
  'hours.openMeetings':
    '{count, plural, one {For # intervision meeting the teacher has yet to fill in who was there.} other {For # intervision meetings the teacher has yet to fill in who was there.}}',
  'hours.counts':
    '**What counts?** Sessions to which your pupil came, on time or late, and intervision where your teacher noted that you were there. Each for the time that was planned. 28 hours are 1 EC.',
  'hours.notCounted':
    '**What does not?** Sessions that were called off or to which your pupil did not come. Is an answer wrong? Change your check-in.',
  'hours.elsewhere':
    'I do not keep training and the reflection report: ask your coordinator what they count for.',
} as const satisfies Record<keyof typeof dutch, string>;
