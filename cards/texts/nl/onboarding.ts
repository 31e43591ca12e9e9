/** The welcome, and what is stored about somebody. */
export const onboarding = {
  'welcome.summary': 'Welkom bij {programme}',
  'welcome.title': 'Hallo {name}, welkom!',
  'welcome.what':
    'Ik ben mentormaat, de bot van {programme}. Ik help om de wekelijkse sessies goed te laten lopen.',
  'welcome.student':
    '**Als studentmentor** krijg je op de werkdag voor elke sessie een kort bericht met een tip. Na de sessie vraag ik of je leerling er was: meestal is één tik genoeg.',
  'welcome.student.why':
    'Waarom? Een leerling die vaker wegblijft, valt zo op tijd op. De coördinator kijkt dan wat er nodig is; jij hoeft dat niet alleen op te lossen.',
  'welcome.coordinator':
    '**Als coördinator** krijg je op maandagochtend een overzicht van de week, en een bericht als een leerling vaker wegblijft of te laat komt, met de reden erbij. Jij beslist wat er gebeurt.',
  'welcome.teacher':
    '**Als intervisiedocent** kies je hier tijden voor je groep. Voor elke bijeenkomst krijg je de agenda met de inbreng, en daarna vraag ik wie er was. Met “mijn week” zie je wat er aankomt.',
  'welcome.how':
    'Tik op een knop of typ een woord, bijvoorbeeld “{command}”. Met “{help}” zie je alles wat kan.',
  'welcome.privacy': 'Ik bewaar zo weinig mogelijk. Typ “privacy” om te zien wat er over jou is opgeslagen.',

  'privacy.summary': 'Wat er over jou is opgeslagen',
  'privacy.title': 'Jouw gegevens',
  'privacy.address': 'Adres',
  'privacy.programmes': 'Programma',
  'privacy.roles': 'Rol',
  'privacy.pairs': 'Koppels',
  'privacy.checkIns': 'Check-ins',
  'privacy.pairs.count': '{count, plural, =0 {geen} one {# koppel} other {# koppels}}',
  'privacy.checkIns.count': '{count, plural, =0 {geen} one {# check-in} other {# check-ins}}',
  'privacy.also':
    'Verder: je naam en je taal, wat je hier invult en opschrijft, hoe ik je in Teams bereik, en welke berichten ik je stuurde. Naar de reden waarom een leerling er niet was, vraag ik nooit.',
  'privacy.who':
    '**Wie ziet het?** Jij ziet je eigen check-ins. De coördinator van de school ziet aanwezigheid en signalen. De beheerder kan bij alles wat is opgeslagen.',
  'privacy.who.staff':
    '**Wie ziet het?** Wat je opschrijft bij een signaal, een student of een groep, zien alleen anderen die daarbij horen. De beheerder kan bij alles wat is opgeslagen.',
  'privacy.howLong':
    '**Hoe lang?** Dit gaat vanzelf weg: wat je typt op {freeText}, leerlingen, signalen en berichten op {names}, je uren en wat er verder van jou is op {hours}. Wie keek blijft staan tot {access}.',
  'privacy.howLong.staff':
    '**Hoe lang?** Dit gaat vanzelf weg: wat je typt op {freeText}, leerlingen, signalen en berichten op {names}, wat er verder van jou is op {hours}. Wie keek blijft staan tot {access}.',
  'privacy.rights':
    '**Inzien, verbeteren of wissen?** Vraag het aan de coördinator van je programma. De beheerder kan alles wat er over jou is opgeslagen opzoeken en wissen.',
  'privacy.rights.coordinator':
    '**Inzien, verbeteren of wissen?** Vraag het aan de beheerder van deze bot: die kan alles wat er over jou is opgeslagen opzoeken en wissen.',
  'privacy.calendar':
    '**Je agendalink.** Wie deze geheime link heeft, ziet waar en wanneer je afspraken zijn, zonder namen van leerlingen. Met “Link uitzetten” werkt hij meteen niet meer.',
  'privacy.looks':
    'Wie keek naar leerlingen van jou (laatste {days} dagen, zonder wat de bot vanzelf stuurde)',
  'privacy.looks.none': 'Niemand keek.',
  'privacy.looks.more': '{count, plural, one {En nog # regel.} other {En nog # regels.}}',
  'privacy.looks.line':
    '{school}: een coördinator, {what} · {count, plural, one {1 keer} other {# keer}}, laatst {last}',
  'privacy.look.flags': 'signalen',
  'privacy.look.answers': 'antwoorden en correcties',
  'privacy.look.summary': 'overzicht',
  'privacy.look.students': 'lijst van studenten',
  'privacy.operator': 'Wat de beheerder opzocht met een opdracht (laatste {days} dagen)',
  'privacy.operator.none': 'Niets waarin jij staat.',
  'privacy.operator.line': '{what} · {count, plural, one {1 keer} other {# keer}}, laatst {last}',
  'privacy.operator.subject': 'alles over jou, of over een leerling van jou',
  'privacy.operator.sessions': 'lijst van sessies',
  'privacy.operator.forecast': 'wie de sessies nog haalt',
  'privacy.operator.summary': 'overzicht',
  'privacy.operator.flags': 'signalen',
  'privacy.operator.rounds': 'intervisie',
  'privacy.operator.outbox': 'berichten die ik stuur',
  'privacy.operator.export': 'alles, als bestanden',
  'privacy.typed.pause': 'pauze',
  'own.kind': 'Soort',
  'own.number': 'Nummer',
  'own.field': 'Gegeven',
  'own.value': 'Waarde',
  'own.file': 'mijn gegevens',
  'own.consent': 'Wat er over jou is opgeslagen. Het gaat alleen naar je eigen OneDrive.',
  'own.refused': 'Het lukte niet om het bestand in je OneDrive te zetten. Vraag het nog eens met “privacy”.',
  'own.slow':
    'Het bestand maken duurt wat langer. Kijk over een paar minuten in je OneDrive. Staat het er dan niet? Vraag het dan nog eens met “privacy”.',
  'own.button': 'Mijn gegevens (bestand)',
  'privacy.filesAbout': 'Bestanden waarin jij staat (laatste {days} dagen)',
  'privacy.filesAbout.none': 'Niemand nam een bestand mee waarin jij staat.',
  'privacy.filesTaken': 'Bestanden die jij meenam (laatste {days} dagen)',
  'privacy.filesTaken.none': 'Je nam geen bestanden mee.',
  'privacy.files.more': '{count, plural, one {En nog # bestand.} other {En nog # bestanden.}}',
  'role.student': 'studentmentor',
  'role.teacher': 'intervisiedocent',
  'role.coordinator': 'coördinator',
} as const;
