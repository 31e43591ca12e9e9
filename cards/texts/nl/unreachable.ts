/** What a coordinator reads of a student whom Teams refuses. */
export const unreachable = {
  'unreachable.notice': 'Ik kan studentmentor {name} niet bereiken in Teams',
  'unreachable.title': 'Ik kan {name} niet bereiken',
  'unreachable.pupils': '{count, plural, one {Leerling} other {Leerlingen}}',
  'unreachable.school': '{count, plural, one {School} other {Scholen}}',
  'unreachable.since': 'Sinds',
  'unreachable.pupil': '{pupil} ({class})',
  'unreachable.means':
    'Berichten vooraf en check-ins komen niet meer aan. Gaat een sessie niet door, dan merkt niemand dat.',
  'unreachable.ask': 'Wat kun je doen?',
  'unreachable.how':
    'Vraag {name} om in Teams een bericht naar de bot te sturen, bijvoorbeeld “{help}”, of de app opnieuw toe te voegen. Daarna gaat alles vanzelf verder.',
  'unreachable.all': 'Wie vraagt aandacht?',
} as const;
