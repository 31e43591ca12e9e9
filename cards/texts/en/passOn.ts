import type { passOn as dutch } from '../nl/passOn';

export const passOn = {
  'passOn.title': 'Pass on to school: {pupil}',
  'passOn.summary': 'Text to pass on to the school',
  'passOn.contact': 'Contact at {school}: {contact}',
  'passOn.noContact': 'The programme names no contact at {school}. Ask the school who takes this up.',
  'passOn.how': 'Send this text yourself, or tell it. I send nothing.',
  'passOn.language.nl': 'The text is in Dutch, the language of the programme.',
  'passOn.language.en': 'The text is in English, the language of the programme.',
  'passOn.copy': 'Copy the text',
  'passOn.copyLabel': 'Text to copy',
  'passOn.mail': 'Prepare a mail',
  'passOn.done': 'Passed on: resolve',
  'passOn.back': 'Back to the flag',

  'passOn.text.subject': 'Flag about {pupil} ({class}) from {programme}',
  'passOn.text.hello': 'Hello,',
  'passOn.text.what':
    'From {programme} there is a flag about {pupil}, class {class}, {school}. It is about attendance at the weekly sessions (level {level}: {word}).',
  'passOn.text.why': 'What we saw, as of {moment}:',
  'passOn.text.sessions': 'The last sessions:',
  'passOn.text.session': '{date}: {said}',
  'passOn.text.ask': 'Who at the school will take this up? Please let me know.',
  'passOn.text.bye': 'Kind regards, {name}',

  'care.button': 'Care signal',
  'care.title': 'Are you worried?',
  'care.summary': 'Care signal: whom you can reach now',
  'care.danger': 'Is there danger now, for your pupil or anybody else? Call 112.',
  'care.school': 'Call or mail the school today. Do not do this alone.',
  'care.contact': 'Contact: {contact}',
  'care.noContact': 'The programme names no contact at this school. Go to the reception of the school.',
  'care.coordinators': 'Does that not work? Ask the programme: {names}.',
  'care.noCoordinators': 'Does that not work? Ask the coordinator of the programme.',
  'care.more':
    '{count, plural, one {And # more school.} other {And # more schools.}} The care signal under a check-in is of that school alone.',
  'care.noPupil': 'You have no pupil now. Ask the programme: {names}.',
  'care.noPupilNoCoordinators': 'the coordinator',
  'care.todo': 'What you can do',
  'care.todo.listen': 'Listen calmly, and tell what you are going to do. Do not promise to keep it secret.',
  'care.todo.facts': 'Tell the school what you saw and heard, without explaining it.',
  'care.todo.advice':
    'Do you think of violence or neglect? Veilig Thuis gives advice, day and night: 0800-2000.',
  'care.todo.nowhere': 'Write nothing about it here.',
  'care.stored': 'I only counted that this button was used at this school, not by whom or about whom.',
  'care.mail': 'Mail the school',
  'care.mailSubject': 'Please get in touch about the mentoring programme',
} as const satisfies Record<keyof typeof dutch, string>;
