/** A student's hours and study credit. */
export const hours = {
  'typed.checkIn': 'inchecken',
  'hours.title': 'Je uren',
  'hours.summary': 'Je uren tot nu toe: {total}',
  'hours.until': 'Tot en met {day}',
  'hours.duration': '{hours, number} uur{minutes, plural, =0 {} one { en # minuut} other { en # minuten}}',
  'hours.total': '{duration} · {credits} EC',
  'hours.spent': '{count, number}× · {duration}',
  'hours.sessions': 'Mentorsessies',
  'hours.withPupil': 'met {pupil}',
  'hours.meetings': 'Intervisie',
  'hours.none': 'Er staan nog geen uren. Ze beginnen te tellen na je eerste check-in.',
  'hours.openSessions':
    '{count, plural, one {# sessie wacht nog op je check-in. Zonder check-in telt die niet mee.} other {# sessies wachten nog op je check-in. Zonder check-in tellen ze niet mee.}}',
  'hours.openMeetings':
    '{count, plural, one {Van # intervisie moet de docent nog invullen wie er was.} other {Van # keer intervisie moet de docent nog invullen wie er was.}}',
  'hours.counts':
    '**Wat telt mee?** Sessies waarbij je leerling er was, op tijd of te laat, en intervisie waar je volgens de docent bij was. Elk voor de tijd die ervoor stond. 28 uur is 1 EC.',
  'hours.notCounted':
    '**Wat niet?** Sessies die niet doorgingen of waar je leerling niet kwam. Klopt een antwoord niet? Wijzig je check-in.',
  'hours.elsewhere':
    'Training en reflectieverslag houd ik niet bij: vraag je coördinator hoeveel die tellen.',
} as const;
