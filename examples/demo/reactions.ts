/** What the people of the demo whom nobody plays do with a card that reaches them. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { courseOf, plannedOutcome, weekOf } from './outcomePlan';
import type { DemoPerson, DemoProgramme } from './people';

/** A press of a button, with what was filled in. */
export interface Reaction {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The same for the same answer to the same question, so that it counts once. */
  readonly id: string;
}

const button = z.object({ verb: z.string(), data: z.record(z.string(), z.unknown()) });
type Button = z.infer<typeof button>;
const input = z.object({
  id: z.string(),
  value: z.string().optional(),
  choices: z.array(z.object({ value: z.string() })).optional(),
});
type Input = z.infer<typeof input>;

interface Card {
  readonly buttons: readonly Button[];
  readonly inputs: ReadonlyMap<string, Input>;
}

const partsOf = (part: unknown): readonly unknown[] =>
  typeof part === 'object' && part !== null ? [part, ...Object.values(part).flatMap(partsOf)] : [];

const cardOf = (activity: unknown): Card => {
  const parts = partsOf(activity);
  const inputs = parts.flatMap((part) => input.safeParse(part).data ?? []);
  return {
    buttons: parts.flatMap((part) => button.safeParse(part).data ?? []),
    inputs: new Map(inputs.map((one) => [one.id, one])),
  };
};

const draw = (text: string): number => createHash('sha256').update(text).digest().readUInt16BE(0) % 100;

type React = (found: Button, card: Card, person: DemoPerson, programme: DemoProgramme) => object | null;

/** By the pupil's place at their school: who mentors them may change. */
const checkIn: React = ({ data }, _card, _person, { pupils, start }) => {
  const { session, outcome } = data;
  // Other cards than a check-in have no button for "on time".
  if (typeof session !== 'string' || outcome !== 'onTime') return null;
  const [id] = session.split('/');
  const school = pupils.find((pupil) => pupil.id === id)?.school;
  const place = pupils.filter((pupil) => pupil.school === school).findIndex((pupil) => pupil.id === id);
  const planned = plannedOutcome(courseOf(place), session, weekOf(session, start));
  if (planned === null) return null;
  const { outcome: said, minutesLate } = planned;
  return { session, outcome: said, ...(minutesLate === null ? {} : { minutesLate }) };
};

/** One in ten never answers; the others can come to most times. */
const poll: React = ({ data }, { inputs }, { email }) => {
  const choices = inputs.get('slots')?.choices ?? [];
  if (choices.length === 0 || draw(`${String(data['round'])} ${email}`) < 10) return null;
  const suiting = choices.map(({ value }) => value).filter((slot) => draw(`${slot} ${email}`) < 75);
  return { ...data, slots: suiting.join(',') };
};

/** As it was filled in beforehand. */
const offer: React = ({ data }, { inputs }) => {
  const slots = inputs.get('slots')?.value ?? '';
  return slots === '' ? null : { ...data, slots };
};

const asIs: React = ({ data }) => data;

const cases = [
  {
    title: 'Stil aan tafel',
    situation: 'Mijn leerling antwoordt al weken met ja en nee. Vorige keer heb ik zelf het uur volgepraat.',
    question: 'Hoe kan ik stiltes laten bestaan zonder ze zelf te vullen?',
  },
  {
    title: 'Profiel van thuis',
    situation:
      'Thuis willen ze een ander profiel dan mijn leerling. Er werd mij gevraagd wie er gelijk heeft.',
    question: 'Hoe blijf ik naast mijn leerling staan zonder partij te kiezen?',
  },
  {
    title: 'Steeds te laat',
    situation:
      'Mijn leerling komt elke week tien minuten te laat en vertrekt graag op tijd. Ik zei er niets van.',
    question: 'Hoe kan ik dit bespreken zonder dat het een standje wordt?',
  },
] as const;

const writeCase: React = ({ data }, { inputs }, { email }) => {
  if (!inputs.has('question') || (inputs.get('title')?.value ?? '') !== '') return null;
  return { ...data, ...cases[draw(email) % cases.length] };
};

/** Who was ticked beforehand was there, but for one now and then. */
const report: React = ({ data }, { inputs }) => {
  const present = (inputs.get('present')?.value ?? '').split(',').filter((email) => email !== '');
  if (present.length === 0) return null;
  const there = present.filter((email) => draw(`${String(data['round'])} ${email} came`) < 90);
  return {
    ...data,
    present: there.join(','),
    followUp: 'Iedereen probeert één advies uit en vertelt hoe het ging.',
  };
};

const reactions: readonly (readonly [verb: string, react: React])[] = [
  ['checkIn.record', checkIn],
  ['round.available', poll],
  ['round.take', asIs],
  ['round.offer', offer],
  ['round.attended', report],
  ['round.case', writeCase],
];

/** What somebody does with a message of the bot; null when they only read it. The same on every run. */
export const reactionTo = (
  programme: DemoProgramme,
  person: DemoPerson,
  activity: unknown,
): Reaction | null => {
  const card = cardOf(activity);
  for (const [verb, react] of reactions) {
    for (const found of card.buttons.filter((one) => one.verb === verb)) {
      const data = react(found, card, person, programme);
      if (data === null) continue;
      const hash = createHash('sha256').update(JSON.stringify([person.email, verb, data]));
      return { verb, data: { ...data }, id: `answer-${hash.digest('hex').slice(0, 32)}` };
    }
  }
  return null;
};
