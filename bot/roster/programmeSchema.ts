/**
 * The form of programme.json. Every message is what was expected; who reports adds what was found.
 */
import { z } from 'zod';
import { hasControlCharacter, isTimeZone, longestId, parseWallTime, yearsLater } from './values';
import { parseDay } from '../programme/calendar';

/** An object with these keys and no others. */
function object<Shape extends z.ZodRawShape>(shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `only ${keys}` : `an object with ${keys}`),
  });
}

function list<Item extends z.ZodType>(item: Item, expected: string) {
  return z.array(item, { error: expected });
}

function text(expected: string, allows: (value: string) => boolean) {
  return z.string({ error: expected }).refine(allows, { error: expected });
}

function wholeNumber(least: number, most: number) {
  const error = `a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

const printable = (longest: number) => (value: string) =>
  value.trim() !== '' && value.length <= longest && !hasControlCharacter(value);

/** Half a character: nobody can type it, so no command line could name what is called so. */
const hasHalfCharacter = (value: string): boolean => /\p{Cs}/u.test(value);

const id = text(
  `a text of 1 to ${longestId} printable characters, for example "jdw"`,
  (value) =>
    printable(longestId)(value) && value === value.trim() && !value.includes('|') && !hasHalfCharacter(value),
);
const name = text('a text of 1 to 200 printable characters', printable(200));
const day = text('a day that exists, for example "2027-02-08"', (value) => parseDay(value) !== null);
const time = text(
  'a time, for example "08:30"',
  (value) => /^\d\d:/.test(value) && parseWallTime(value) !== null,
);
const tenant = text(
  'a tenant id without spaces, for example "72f988bf-86f1-41af-91ab-2d7cd011db47"',
  (value) => printable(200)(value) && !/\s/.test(value) && !hasHalfCharacter(value),
);

/** No programme is that long, and nothing is closed that long; a wrong century is a typing mistake. */
export const longestYears = 2;

const closure = object({ from: day, to: day, label: name.optional() })
  .refine((value) => value.from <= value.to, { error: 'a "to" that is not before "from"', path: ['to'] })
  .refine((value) => value.to <= yearsLater(value.from, longestYears), {
    error: `a "to" within ${longestYears} years of "from"`,
    path: ['to'],
  });
const closed = list(closure, 'a list of {"from", "to", "label"}').optional();
const lateRule = wholeNumber(0, 600).optional();

/** One of the list in `schools`. */
export const schoolSchema = object({
  id,
  name,
  closed,
  contact: name.optional(),
  rules: object({ lateFrom: lateRule, absentFrom: lateRule }).optional(),
});

/** One flag rule in `rules`, when it is not `false`. */
export const flagRuleSchema = object({
  counts: list(
    z.enum(['late', 'absence', 'missed'], { error: '"late", "absence" or "missed"' }),
    'a list of "late", "absence", "missed"',
  )
    .min(1, { error: 'at least one of "late", "absence", "missed"' })
    .optional(),
  count: wholeNumber(1, 100).optional(),
  among: wholeNumber(1, 100).optional(),
  level: z.literal([1, 2, 3], { error: '1, 2 or 3' }).optional(),
});

/** The five other numbers in `rules`. */
export const ruleNumberSchemas = {
  lateFrom: wholeNumber(0, 600),
  absentFrom: wholeNumber(0, 600),
  clearAfter: wholeNumber(1, 100),
  reopenWithin: wholeNumber(0, 100),
  raiseAfter: wholeNumber(1, 100),
};

/** Ten years: what is to be kept for longer does not belong in a bot. */
const retentionDays = wholeNumber(0, 3650).optional();

/** The whole file; what depends on several values, or on names within `rules`, is checked elsewhere. */
export const programmeSchema = object({
  id,
  name,
  timeZone: text('a zone of the tz database, for example "Europe/Amsterdam"', isTimeZone),
  language: z.enum(['nl', 'en'], { error: '"nl" or "en"' }),
  start: day,
  end: day,
  requiredSessions: wholeNumber(0, 1000),
  tenants: list(tenant, 'a list of tenant ids').min(1, { error: 'at least one tenant id' }),
  pupilLabel: z
    .enum(['firstName', 'initials', 'code'], { error: '"firstName", "initials" or "code"' })
    .optional(),
  schools: list(schoolSchema, 'a list of schools'),
  universities: list(object({ id, name, closed }), 'a list of universities'),
  sendWindow: object({ from: time, to: time })
    .refine((value) => value.from < value.to, { error: 'a "to" after "from"', path: ['to'] })
    .optional(),
  retention: object({
    freeTextDays: retentionDays,
    namesDays: retentionDays,
    hoursDays: retentionDays,
    accessDays: retentionDays,
  }).optional(),
  rules: z.record(z.string(), z.unknown(), { error: 'an object with rules by name' }).optional(),
});
