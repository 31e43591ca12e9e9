import { join } from 'node:path';
import { readCast, type Cast } from '../../examples/demo/cast';
import type { DemoPerson } from '../../examples/demo/people';
import { reactionTo } from '../../examples/demo/reactions';
import { roundMeetingSamplesWith } from '../cards/roundMeetingSamples';
import { roundSamples } from '../cards/roundSamples';
import { ordinary } from '../cards/samplesData';

let cast: Cast;
beforeAll(async () => {
  cast = await readCast(join(process.cwd(), 'examples', 'programme'));
});

const personAt = (email: string): DemoPerson => {
  const found = cast.others.find((person) => person.email === `${email}@example.org`);
  if (found === undefined) throw new Error(`nobody at ${email}`);
  return found;
};
const showing = (verb: string, data: object, inputs: readonly object[] = []) => ({
  type: 'message',
  attachments: [{ content: { body: inputs, actions: [{ type: 'Action.Execute', verb, data }] } }],
});
const at = { round: 'r1', group: 'A' };
const slots = (chosen: string) => ({
  type: 'Input.ChoiceSet',
  id: 'slots',
  value: chosen,
  choices: ['s1', 's2', 's3', 's4'].map((value) => ({ title: value, value })),
});
const poll = showing('round.available', at, [slots('')]);

test('most students say when they can, always the same, and some never do', () => {
  const students = cast.others.filter(({ role }) => role === 'student');
  const answers = students.map((student) => reactionTo(cast.programme, student, poll));
  const said = answers.filter((answer) => answer !== null);
  expect(said.length).toBeGreaterThan(students.length * 0.8);
  expect(said.length).toBeLessThan(students.length);
  for (const { verb, data } of said) {
    expect(verb).toBe('round.available');
    expect(data).toMatchObject(at);
    expect(String(data['slots'])).toMatch(/^(s[1-4](,s[1-4])*)?$/);
  }
  expect(new Set(said.map(({ data }) => data['slots'])).size).toBeGreaterThan(4);
  expect(students.map((student) => reactionTo(cast.programme, student, poll))).toEqual(answers);
  expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
});

test('a teacher takes the times that are proposed, or the best one there is', () => {
  const teacher = personAt('hanneke.mulder');
  const offer = showing('round.offer', { ...at, use: 'slots' }, [slots('s1,s2')]);
  expect(reactionTo(cast.programme, teacher, offer)).toMatchObject({
    verb: 'round.offer',
    data: { ...at, use: 'slots', slots: 's1,s2' },
  });
  const undecided = showing('round.take', { ...at, slot: 's1' });
  expect(reactionTo(cast.programme, teacher, undecided)).toMatchObject({ data: { ...at, slot: 's1' } });
  expect(reactionTo(cast.programme, teacher, showing('round.offer', at, [slots('')]))).toBeNull();
});

test('a teacher says who was there, of those who were ticked', () => {
  const emails = Array.from({ length: 40 }, (_, index) => `s${index}@example.org`);
  const inputs = [{ type: 'Input.ChoiceSet', id: 'present', value: emails.join(',') }];
  const reaction = reactionTo(cast.programme, personAt('said.amrani'), showing('round.attended', at, inputs));
  const present = String(reaction?.data['present']).split(',');
  expect(emails).toEqual(expect.arrayContaining(present));
  expect(present.length).toBeGreaterThan(25);
  expect(present.length).toBeLessThan(40);
});

const form = (title: string) => [
  { type: 'Input.Text', id: 'title', value: title },
  { type: 'Input.Text', id: 'question' },
];

test('a student writes a case once, with a question', () => {
  const student = personAt('sam.vandijk');
  const written = reactionTo(cast.programme, student, showing('round.case', at, form('')));
  expect(written?.data['question']).toMatch(/\?$/);
  expect(reactionTo(cast.programme, student, showing('round.case', at, form('Stil')))).toBeNull();
});

test('what is only to be read is read', () => {
  expect(reactionTo(cast.programme, personAt('sam.vandijk'), showing('round.show', at))).toBeNull();
  expect(reactionTo(cast.programme, personAt('sam.vandijk'), { type: 'message' })).toBeNull();
});

/** A card of the bot as it reaches somebody. */
const reached = (name: string) => {
  const sample = [...roundSamples, ...roundMeetingSamplesWith(ordinary)].find((one) => one.name === name);
  if (sample === undefined) throw new Error(`no card ${name}`);
  return { type: 'message', attachments: [{ content: sample.render('nl').content }] };
};

test.each([
  ['round poll', 'round.available', ['group', 'programme', 'round', 'slots']],
  ['round offer', 'round.offer', ['group', 'offer', 'programme', 'round', 'slots', 'use']],
  ['round case', 'round.case', ['group', 'programme', 'question', 'round', 'situation', 'title']],
  ['round report', 'round.attended', ['followUp', 'group', 'present', 'programme', 'round']],
])('%s as the bot draws it is answered with %s', (name, verb, fields) => {
  const reactions = cast.others.map((person) => reactionTo(cast.programme, person, reached(name)));
  const reaction = reactions.find((one) => one !== null);
  expect(reaction?.verb).toBe(verb);
  expect(Object.keys(reaction?.data ?? {}).toSorted()).toEqual(fields);
  for (const value of Object.values(reaction?.data ?? {})) expect(value).not.toBe('');
});
