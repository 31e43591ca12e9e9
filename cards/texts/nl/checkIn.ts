/** The check-in: the question, the answers, what was stored, and why something could not be. */
export const checkIn = {
  'checkIn.summary': 'Check-in: hoe ging je sessie van {when}?',
  'checkIn.summary.reminder': 'Herinnering: hoe ging je sessie van {when}?',
  'checkIn.summary.notBegun': 'Je sessie van {when} is nog niet begonnen',
  'checkIn.question': 'Was {pupil} er op tijd?',
  'checkIn.question.notBegun': 'Gaat je sessie met {pupil} niet door?',
  'checkIn.intro.checkIn': 'Eén tik is genoeg.',
  'checkIn.intro.reminder1': 'Deze check-in staat nog open. Eén tik is genoeg.',
  'checkIn.intro.reminder2': 'Dit is de laatste herinnering voor deze sessie. Eén tik is genoeg.',
  'checkIn.intro.asked': 'Eén tik is genoeg.',
  'checkIn.intro.change': 'Kies het goede antwoord. Het oude blijft in de geschiedenis staan.',
  'checkIn.intro.notBegun':
    'De sessie is nog niet begonnen. Laat het hier weten als die niet doorgaat. Anders vraag ik na afloop hoe het ging.',
  'checkIn.intro.calledOff':
    'Daarom vraag ik niet meer hoe het ging. Gaat de sessie toch door? Druk dan na het begin op “Toch doorgegaan”.',
  'checkIn.previous': 'Je eerdere antwoord: {answer}',
  'checkIn.why':
    'Je krijgt deze vraag na elke sessie, met hooguit twee herinneringen. Geen herinneringen? Typ “{command}”.',

  'checkIn.button.onTime': 'Ja, op tijd',
  'checkIn.button.late': 'Te laat',
  'checkIn.button.absent': 'Niet verschenen',
  'checkIn.button.notHeld': 'Ging niet door',
  'checkIn.button.absentUnnotified': 'Zonder bericht',
  'checkIn.button.absentNotified': 'Afgemeld',
  'checkIn.button.absentUnknown': 'Weet ik niet',
  'checkIn.button.studentAbsent': 'Ik kon niet',
  'checkIn.button.schoolCancelled': 'De school kon niet',
  'checkIn.button.minutes': '{minutes} min',
  'checkIn.button.save': 'Opslaan',
  'checkIn.button.change': 'Wijzigen',
  'checkIn.button.wentAhead': 'Toch doorgegaan',
  'checkIn.button.followUp': 'Aanvullen',
  'checkIn.button.followUp.again': 'Aanvulling wijzigen',

  'checkIn.late.question': 'Hoeveel minuten te laat?',
  'checkIn.late.label': 'Anders, namelijk (minuten)',
  'checkIn.late.required': 'Vul een heel getal in, 0 of meer.',
  'checkIn.absent.question': 'Had {pupil} zich afgemeld?',
  'checkIn.absent.hint': 'De reden hoef je niet te weten en niet op te schrijven.',
  'checkIn.notHeld.question': 'Waarom ging de sessie niet door?',
  'checkIn.error.minutesLate':
    'Er is nog niets opgeslagen. Hoeveel minuten te laat? Vul een heel getal in, bijvoorbeeld 10.',
  'checkIn.error.minutesLate.typed':
    'Er is nog niets opgeslagen. “{typed}” is geen aantal minuten. Vul een heel getal in, bijvoorbeeld 10.',
  'checkIn.error.outcome': 'Er is nog niets opgeslagen. Dit antwoord ken ik niet: kies een van de knoppen.',

  'outcome.onTime': '{pupil} was op tijd.',
  'outcome.late': '{pupil} was {minutes, plural, one {# minuut} other {# minuten}} te laat.',
  'outcome.absentUnnotified': '{pupil} is niet verschenen, zonder bericht.',
  'outcome.absentUnknown': '{pupil} is niet verschenen. Of er een bericht was, weet je niet.',
  'outcome.absentNotified': '{pupil} was er niet en had zich afgemeld.',
  'outcome.studentAbsent': 'Jij kon niet. Dat telt niet mee voor {pupil}.',
  'outcome.schoolCancelled': 'De school liet de sessie uitvallen. Dat telt niet mee voor {pupil}.',

  'checkInStored.summary': 'Opgeslagen: je check-in van {when}',
  'checkInStored.summary.error': 'Je aanvulling is nog niet opgeslagen',
  'checkInStored.title': '✓ Opgeslagen',
  'checkInStored.title.followUp': '✓ Je aanvulling is opgeslagen',
  'checkInStored.title.error': 'Je aanvulling is nog niet opgeslagen',
  'checkInStored.until': 'Wijzigen kan tot {until}.',
  'checkInStored.invite': 'Dank je wel! Wil je nog iets vastleggen? Het hoeft niet.',
  'checkInStored.topics': 'Onderwerpen',
  'checkInStored.nextStep': 'Afgesproken',
  'checkInStored.note': 'Notitie',
  'checkInStored.case': 'Intervisie',
  'checkInStored.case.yes': 'Dit wil je inbrengen',

  'followUp.topics': 'Waar ging het over?',
  'followUp.nextStep': 'Wat spraken jullie af voor de volgende keer?',
  'followUp.nextStep.hint': 'Dit zie je terug in het bericht voor de volgende sessie.',
  'followUp.note': 'Notitie',
  'followUp.note.hint': 'Schrijf niet op waarom iemand er niet was.',
  'followUp.case': 'Intervisie',
  'followUp.case.title': 'Dit wil ik inbrengen bij intervisie',
  'followUp.error.topics': 'Kies alleen onderwerpen uit de lijst. Deze ken ik niet: {typed}.',
  'followUp.error.case': 'Zet het vinkje aan of uit. Dit ken ik niet: {typed}.',
  'followUp.error.tooLong': 'Dit is te lang: {length} tekens. Maak er hooguit 500 van.',
  'followUp.placeholder.nextStep': 'Bijvoorbeeld: de open dag opzoeken',
  'followUp.placeholder.note': 'Bijvoorbeeld: wil graag over muziek praten',

  'topic.motives': 'Drijfveren',
  'topic.qualities': 'Kwaliteiten',
  'topic.work': 'Werk en studie',
  'topic.steering': 'Eigen keuzes',
  'topic.network': 'Netwerk',
  'topic.homework': 'Huiswerk',
  'topic.planning': 'Plannen',

  'checkInRefused.summary': 'Deze check-in is niet opgeslagen',
  'checkInRefused.title': 'Niets opgeslagen',
  'checkInRefused.notYours':
    'Deze check-in hoort bij iemand anders, dus ik kan je antwoord niet opslaan. Zie je hier je eigen sessie? Vraag het dan aan de coördinator.',
  'checkInRefused.notBegun':
    'De sessie is nog niet begonnen. Na afloop vraag ik hoe het ging. Gaat die niet door? Dan kun je dat nu al laten weten.',
  'checkInRefused.calledOff':
    'De sessie is nog niet begonnen, en je liet weten dat die niet doorgaat. Daarom vraag ik niet meer hoe het ging. Gaat die toch door? Druk dan na het begin op “Toch doorgegaan”.',
  'checkInRefused.tooLateToChange':
    'Een antwoord wijzigen kan tot 30 dagen na de sessie, en die zijn voorbij. Klopt het antwoord niet? Vertel het de coördinator.',
  'checkInRefused.changedTooOften':
    'Dit antwoord is al 30 keer veranderd, dus ik laat het zoals het is. Klopt het niet? Vertel het de coördinator: die kan het verbeteren.',
  'checkInRefused.gone':
    'Deze sessie staat niet meer in de planning. Waarschijnlijk is het rooster veranderd; je hoeft niets te doen.',
} as const;
