/** The calendar feed, and the card with its link. */
export const calendar = {
  'calendar.name': 'Mentormaat',
  'calendar.session': 'Mentorsessie',
  'calendar.meeting': 'Intervisie',
  'calendar.cancelled': 'Vervalt: {title}',
  'calendar.title': 'Je agenda',
  'calendar.summary': 'De link naar je agenda',
  'calendar.how':
    'Hiermee staan je sessies en intervisie vanzelf in je agenda, ook als er iets verandert. Kies in Outlook, Google of Apple ‘abonneren op agenda’ of ‘agenda toevoegen van internet’, en plak deze link:',
  'calendar.secret':
    'Wie deze link heeft, ziet waar en wanneer je afspraken zijn, zonder namen van leerlingen. Deel hem niet. Is dat toch gebeurd? Maak dan een nieuwe of zet hem uit: de oude werkt dan niet meer.',
  'calendar.renewed': 'Dit is je nieuwe link. De oude werkt niet meer.',
  'calendar.stopped':
    'Je link staat uit: wie hem had, ziet niets meer. Wil je later weer een agenda? Dan krijg je een nieuwe link.',
  'calendar.none': 'Er is hier geen agendalink ingesteld. Vraag je coördinator ernaar.',
  'calendar.button': 'In mijn agenda',
  'calendar.button.stop': 'Link uitzetten',
  'calendar.button.renew': 'Nieuwe link',
} as const;
