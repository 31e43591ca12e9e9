/** The fields of cards that conversations read: what a client can fill in with anything. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionFields } from '../../bot/ports';

/** Every one of them. */
export const fieldsTyped: readonly string[] = [
  'session',
  'outcome',
  'minutesLate',
  'topics',
  'nextStep',
  'note',
  'case',
  'reason',
  'seen',
  'before',
  'flag',
  'school',
  'class',
  'pupil',
  'student',
  'who',
  'from',
  'to',
  'start',
  'laterWeeks',
  'programme',
  'kind',
  'typed',
  'digest',
  'at',
  'text',
  'name',
  'minutes',
  'groupSize',
  'answerBy',
  'round',
  'group',
  'slots',
  'date1',
  'time1',
  'title',
  'situation',
  'question',
  'present',
  'method',
  'advice',
  'followUp',
  'answer',
  'date',
  'first',
  'list',
  'noNames',
  'of',
  'room',
  'slot',
  'sure',
  'teacher',
  'time',
  'use',
  'what',
  'write',
  'school1',
  'class1',
  'pupil1',
  'edition',
  'offer',
];

/** All of them, filled in with the same. */
export const everyField = (text: string): ActionFields =>
  Object.fromEntries(fieldsTyped.map((field) => [field, text]));

/** What the sources read of a card by name; of fields with a number the first. Not what is asked for by a variable. */
export const fieldsRead = (): readonly string[] => {
  const folder = join(__dirname, '..', '..', 'dialogs');
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const found = source.matchAll(/\bdata(?:\?\.(?=\[))?(?:\.(\w+)|\['(\w+)'\]|\[`(\w+)\$\{[^`]*`\])/g);
  const named = [...found].map(([, plain, quoted, numbered]) => plain ?? quoted ?? `${numbered}1`);
  const taken = [...source.matchAll(/\{([^{}]*)\}: ActionFields/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => /\w+/.exec(name)?.[0] ?? ''),
  );
  return [...new Set([...named, ...taken])].filter((name) => name !== '').toSorted();
};
