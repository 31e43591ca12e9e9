export const signals = {
  'signals.title': 'Studentmentoren die aandacht vragen',
  'signals.notice':
    '{count, plural, one {# studentmentor vraagt aandacht} other {# studentmentoren vragen aandacht}}',
  'signals.pausedNotice':
    '{count, plural, one {# studentmentor heeft pauze, verder vraagt niemand aandacht} other {# studentmentoren hebben pauze, verder vraagt niemand aandacht}}',
  'signals.empty':
    'Alle studentmentoren doen mee: niemand is stil, zegt vaak af, is onbereikbaar of heeft pauze.',
  'signals.silent': 'Stil ({count})',
  'signals.silentWhy': 'Vulden niets in na de herinneringen. Een belletje helpt vaak.',
  'signals.cancelling': 'Zeggen vaak af ({count})',
  'signals.cancellingWhy': 'Konden zelf niet bij 3 of meer van hun laatste 6 sessies.',
  'signals.unreachable': 'Onbereikbaar ({count})',
  'signals.unreachableWhy':
    'Krijgen geen berichten van de bot. Vraag of ze de app (weer) toevoegen in Teams.',
  'signals.paused': 'Met pauze ({count})',
  'signals.pausedWhy': 'Krijgen even geen bericht vooraf en geen herinneringen, op eigen verzoek.',
  'signals.pupils': 'met {pupils}',
  'signals.noPupils': 'nu zonder leerling',
  'signals.lastAnswered': 'laatst ingevuld: sessie van {date}',
  'signals.neverAnswered': 'nog nooit iets ingevuld',
  'signals.since': 'sinds {date}',
  'signals.never': 'heeft de app nog niet toegevoegd',
  'signals.until': 'pauze tot {date}',
  'signals.more': '{count, plural, one {En nog # studentmentor.} other {En nog # studentmentoren.}}',
  'typed.silent': 'stil',
  'typed.flags': 'signalen',
} as const;
