/** The message before a session. */
export const nudge = {
  'nudge.summary': 'Je sessie: {when}',
  'nudge.title': 'Je sessie met {pupil}',
  'nudge.when': 'Wanneer',
  'nudge.where': 'Waar',
  'nudge.with': 'Met',
  'nudge.lastStep': 'Vorige keer spraken jullie af: {step}',
  'nudge.tip': 'Tip voor het gesprek · {topic}',
  'nudge.off': 'Gaat het niet door? Laat het even weten, dan stel ik geen vragen meer over deze sessie.',
  'nudge.button.studentAbsent': 'Ik kan niet',
  'nudge.button.schoolCancelled': 'De school kan niet',
  'nudge.why':
    'Je krijgt dit op de werkdag voor je sessie. Even geen berichten vooraf en herinneringen? Typ “{command}”.',
  'nudge.pause': 'pauze tot {date}',
} as const;
