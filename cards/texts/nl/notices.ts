/** Short answers of a line or two, and what long lists share. */
export const notices = {
  'notice.unknownPerson':
    'Ik ken je nog niet. Ik zocht naar {address}, maar dat adres staat in geen enkel mentorprogramma. Doe je mee? Vraag de coördinator van je programma om je met dit adres toe te voegen, en stuur me daarna een bericht.',
  'notice.unknownPerson.noAddress':
    'Ik ken je nog niet: Teams gaf mij geen adres van je. Doe je mee aan een mentorprogramma? Vraag de coördinator van je programma om je toe te voegen, en stuur me daarna een bericht.',
  'notice.oneToOneOnly':
    'Hier kunnen anderen meelezen, dus hier laat ik niets persoonlijks zien. Stuur me een bericht in onze eigen chat.',
  'notice.notForYou':
    'Dit hoort niet bij jouw rol in het programma. Met “hulp” zie je wat je hier wel kunt doen.',
  'notice.moreOpen':
    '{count, plural, one {Er staat nog # oudere check-in open. Die komt} other {Er staan nog # oudere check-ins open. Die komen}} als je deze hebt ingevuld.',
  'notice.nothingOpen': 'Er staat geen check-in open. Na je volgende sessie vraag ik hoe het ging.',
  'notice.noFlags': 'Er zijn nu geen signalen.',
  'notice.button.again': 'Opnieuw proberen',
  'notice.failed': 'Dat lukte niet, en er is niets opgeslagen. Probeer het over een paar minuten nog eens.',
  'notice.unsure':
    'Dit duurt langer dan normaal, en ik weet nog niet of het is opgeslagen. Probeer het over een minuut nog eens. Dat kan geen kwaad: ik sla het maar één keer op.',
  'notice.cardTooOld':
    'Deze kaart is niet meer geldig, en er is niets opgeslagen. Vraag met “mijn week” of “hulp” een nieuwe.',
  'notice.cardClosed':
    'Dit bericht is niet meer voor jou: je rol in het programma is veranderd, of het bericht geldt niet meer. Je hoeft niets te doen.',
  'notice.language': 'Vanaf nu praat ik Nederlands met je.',
  'notice.languageUnknown': 'Die taal ken ik niet: “{typed}”. Kies Nederlands of English.',
  'notice.languageUnknown.empty': 'Welke taal wil je? Choose your language.',
  'notice.paused':
    'Pauze: tot {until} krijg je geen berichten voor je sessies en geen herinneringen. De vraag na een sessie blijft wel komen. De coördinator ziet dat je pauze hebt.',
  'notice.pausedAhead':
    'Pauze van {from} tot {until}: in die tijd krijg je geen berichten voor je sessies en geen herinneringen, tot {from} nog wel. De vraag na een sessie blijft komen. De coördinator ziet het als de pauze begint.',
  'notice.alsoPaused': 'Daarnaast heb je pauze tot {until}.',
  'notice.alsoPausedAhead': 'Daarnaast heb je pauze van {from} tot {until}.',
  'notice.pauseTurned': 'Het einde, {until}, ligt niet na het begin, {from}. Er is nog niets veranderd.',
  'notice.button.pauseTurned': 'Pauze {from} tot {until}',
  'notice.pauseNoEnd':
    'Tot wanneer wil je pauze, vanaf {from}? Er is nog niets veranderd. Typ bijvoorbeeld “{example}”.',
  'notice.button.pauseFromUntilEnd': 'Pauze {from} t/m {end}',
  'notice.pauseOff': 'De pauze is voorbij: je krijgt weer een bericht voor elke sessie.',
  'notice.pauseToday':
    'Dat is vandaag: een pauze tot vandaag is al voorbij, er is niets veranderd. Typ “pauze t/m vandaag”, of een dag die nog komt.',
  'notice.button.pauseToday': 'Pauze t/m vandaag',
  'notice.typed.pauseToday': 'pauze t/m vandaag',
  'notice.pauseTooMany':
    'Je hebt je pauze vandaag al 10 keer veranderd. Er is nu niets veranderd: probeer het morgen opnieuw. “Pauze uit” werkt altijd.',
  'notice.pauseTooLong':
    'Een pauze tot {asked} is te lang: het programma eindigt op {end}. Tot en met die dag kun je pauze nemen; er is nog niets veranderd.',
  'notice.pauseOver':
    'Het programma is op {end} afgelopen: er komen geen sessies meer om pauze van te nemen. Vul je laatste check-ins in, dan vraag ik er niet meer naar.',
  'notice.studentUnknown':
    '“{typed}” ken ik niet als studentmentor van leerlingen op jouw scholen, en niet als klas of school. “stil” gaat over nu.',
  'notice.pauseUnclear':
    'Ik begrijp niet tot wanneer: “{typed}”. Typ een dag die nog komt, bijvoorbeeld “pauze tot 3-5”. Met “pauze uit” stopt de pauze.',
  'notice.pauseUnclear.empty':
    'Tot wanneer wil je pauze? Typ bijvoorbeeld “pauze tot 3-5”. Met “pauze uit” stopt de pauze.',
  'notice.button.pauseUntilEnd': 'Pauze t/m {end}',
  'notice.button.dutch': 'Nederlands',
  'notice.button.english': 'English',

  'list.page': '{first}–{last} van {total}',
  'list.previous': 'Vorige',
  'list.next': 'Volgende',
  'list.earlier': 'Eerder',
  'list.later': 'Later',
} as const;
