export const digest = {
  'digest.title': 'Goedemorgen {name}',
  'digest.period': 'Vorige week ({period}) in {programme}',
  'digest.asOf': 'stand van {moment}',
  'digest.notice':
    'Weekbericht {period}: {held, plural, one {# sessie gehouden} other {# sessies gehouden}}, {flags, plural, =0 {geen nieuwe signalen} one {# nieuw signaal} other {# nieuwe signalen}}',
  'digest.nothing': 'Niets te melden: er waren geen sessies en er staat niets open. Fijne week!',
  'digest.over':
    'De lijsten van die maandag staan hier niet meer. Wat nu wacht, zie je met de knoppen hieronder.',
  'digest.noSessions': 'Er waren geen sessies.',
  'digest.held': 'Doorgegaan',
  'digest.late': 'Waarvan te laat',
  'digest.missed': 'Leerling er niet',
  'digest.unknown': 'Nog niet ingevuld',
  'digest.against': '{now} (week ervoor {before})',
  'digest.newFlags': 'Nieuwe signalen ({count})',
  'digest.waitingFlags': 'Nog niet opgepakt ({count})',
  'digest.noFlags': 'Er staan geen signalen open. Mooi!',
  'digest.more': '{count, plural, one {En nog # signaal.} other {En nog # signalen.}}',
  'digest.acknowledged':
    '{count, plural, one {Er is # signaal opgepakt en nog niet afgesloten.} other {Er zijn # signalen opgepakt en nog niet afgesloten.}}',
  'digest.overdue': 'minstens {days} schooldagen niet opgepakt',
  'digest.students': 'Studentmentoren ({count})',
  'digest.moreStudents':
    '{count, plural, one {En nog # studentmentor: zie “Studentmentoren”.} other {En nog # studentmentoren: zie “Studentmentoren”.}}',
  'digest.due': 'Tijd voor contact ({count}): {names}',
  'digest.paused': 'Met pauze ({count}): {names}',
  'digest.others': '{count, plural, one {nog # ander} other {nog # anderen}}',
  'digest.attention': 'Contact en pauze',
  'digest.staff': 'Docenten en coördinatoren',
  'digest.rounds': 'Intervisie',
  'digest.rounds.meeting':
    '{count, plural, one {Deze week komt # groep bij elkaar.} other {Deze week komen # groepen bij elkaar.}}',
  'digest.rounds.polling':
    '{name}: {count, plural, one {# groep kiest} other {# groepen kiezen}} een tijd, tot {until}.',
  'digest.rounds.offering':
    '{name}: {count, plural, one {# groep wacht} other {# groepen wachten}} op tijden van de docent.',
  'digest.rounds.more': '{count, plural, one {En nog # ronde.} other {En nog # rondes.}}',
  'digest.rounds.undecided':
    '{count, plural, one {Zonder tijd, te weinig studenten kunnen: groep {groups}.} other {Zonder tijd, te weinig studenten kunnen: groepen {groups}.}}',
  'digest.rounds.withoutTeacher':
    '{count, plural, one {Zonder docent: groep {groups}. Draag die over aan een ander.} other {Zonder docent: groepen {groups}. Draag die over aan een ander.}}',
  'digest.rounds.turnout':
    'Vorige week {present, plural, one {was # van de {members} studenten} other {waren # van de {members} studenten}} er ({rate}).',
  'digest.rounds.withoutReport':
    '{count, plural, one {Van # bijeenkomst moet de docent nog invullen wie er was.} other {Van # bijeenkomsten moet de docent nog invullen wie er was.}}',
  'digest.rounds.missedTwice': 'Twee keer achter elkaar gemist: {names}.',
  'digest.care': 'Zorgsignaal vorige week',
  'digest.careLine': '{school}: {count, plural, one {# keer} other {# keer}} gebruikt',
  'digest.closed': 'Deze week dicht',
  'digest.closedLine': '{where}: {period}',
  'digest.closedLabel': '{where}: {period} ({label})',
  'digest.closedMore':
    '{count, plural, one {En nog # andere vrije periode.} other {En nog # andere vrije periodes.}}',
  'digest.summary': 'Overzicht',
  'digest.flags': 'Signalen',
  'digest.silentButton': 'Studentmentoren',
} as const;
