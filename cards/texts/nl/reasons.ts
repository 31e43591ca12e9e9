/** Levels and reasons of flags in words a parent could read, and a student's view of them. */
export const reasons = {
  'level.1': 'aandacht',
  'level.2': 'actie',
  'level.3': 'overdracht',
  'level.text': '{sign} Niveau {level}: {word}',

  'reason.sentence':
    '{times}× {what} in de laatste {among, plural, one {sessie} other {# sessies}} ({dates})',
  'reason.unknownRule': '{times}× gemist of te laat ({dates})',
  'reason.absence': 'niet verschenen',
  'reason.late': 'te laat',
  'reason.missed': 'afgemeld',
  'reason.absence+missed': 'gemist (met of zonder bericht)',
  'reason.absence+late': 'te laat of niet verschenen',
  'reason.late+missed': 'te laat of afgemeld',
  'reason.absence+late+missed': 'te laat of gemist (met of zonder bericht)',

  'ownFlags.summary': '{count, plural, one {Een signaal} other {# signalen}} over je leerling',
  'ownFlags.title': 'Signalen over je leerling',
  'ownFlags.intro':
    'Een signaal komt vanzelf, uit de check-ins. De coördinator beslist wat ermee gebeurt; jij hoeft het niet alleen op te lossen.',
  'ownFlags.since': 'Sinds {day}',
  'ownFlags.status.open': 'De coördinator moet er nog naar kijken.',
  'ownFlags.status.acknowledged': 'De coördinator heeft het opgepakt.',
  'ownFlags.status.resolved': 'Dit signaal is afgerond.',
  'ownFlags.status.withdrawn': 'Dit signaal is ingetrokken, omdat een antwoord erbij kwam of veranderde.',
  'ownFlags.status.continued': 'Dit signaal gaat verder als een ander signaal in deze lijst.',
  'ownFlags.talk': 'Tip voor het gesprek:',
  'ownFlags.talk.absence':
    'Zeg eerst dat je je leerling hebt gemist. Vraag dan: “Wat zou het makkelijker maken om te komen?” Naar de reden hoef je niet te vragen.',
  'ownFlags.talk.missed':
    'Begin met iets wat goed ging. Vraag dan: “Past dit moment nog in je week?” Bedenk samen wat zou helpen.',
  'ownFlags.talk.late':
    'Maak het klein: “Wat gebeurt er in het kwartier voor onze sessie?” Kies samen één ding om te proberen, en zeg het als het lukt.',
  'ownFlags.talk.general': 'Vraag hoe je leerling de sessies vindt en wat er beter kan. Luister eerst.',
  'ownFlags.wrong': 'Klopt een datum niet? Wijzig dan je check-in, of vertel het de coördinator.',
} as const;
