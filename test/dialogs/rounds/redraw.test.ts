/** A delivered card of intervision that told of several things. */
import { directoryOf } from '../../../bot/programme/directory';
import { timetableOf } from '../../../bot/programme/timetable';
import { redrawCard } from '../../../dialogs/redraw';
import { at } from '../../builders';
import { memoryStorage } from '../../fakes/memoryStorage';
import { outgoingPorts } from '../../fakes/outgoingPorts';
import { cora, hanneke, polled, story, theo, town, weekly, type Told } from '../../programme/rounds/story';

const keyOf = (group: string): string => `roundAgenda/${theo}/2027-W11/${group}`;

/** The card of the agenda of group A, which meets at 11:15, after some facts; C meets at 14:00 that day. */
const again = async (carries: readonly string[], ...told: readonly Told[]): Promise<string | null> => {
  const storage = memoryStorage();
  const meeting = { weekday: 2, start: '14:00', end: '15:05', room: null } as const;
  const { programme } = town({ start: '2027-03-15', groups: [weekly(), weekly({ id: 'C', meeting })] });
  const directory = directoryOf(programme);
  const head = { id: 'hmp', version: 'v1', tenants: programme.tenants };
  if (told.length > 0) await storage.rounds.append('hmp', null, story(...told), null);
  const message = {
    key: keyOf('A'),
    kind: 'roundAgenda',
    receiver: theo,
    subject: '2027-W11/A',
    dueAt: at('2027-03-15T16:00:00+01:00'),
    worthUntil: at('2027-03-16T11:15:00+01:00'),
    carries,
  } as const;
  const redraw = redrawCard(outgoingPorts(storage));
  const loaded = { head, directory, timetable: timetableOf(directory) };
  const cardIn = await redraw(loaded, message, at('2027-03-15T17:00:00+01:00'));
  return cardIn === null ? null : JSON.stringify(cardIn('nl'));
};

const off = (group: string): Told => [
  '2027-03-15T16:30:00+01:00',
  { kind: 'groupCancelled', group },
  cora,
  '2027-W11',
];

const isOff = /gaat niet door/;

test('tells of the other when the first was called off', async () => {
  const card = await again([keyOf('C')], off('A'));
  expect(card).toMatch(/14:00/);
  expect(card).not.toMatch(isOff);
  expect(card).not.toMatch(/11:15/);
});

test('says so when it told of nothing else, or of nothing that stands', async () => {
  expect(await again([], off('A'))).toMatch(isOff);
  expect(await again([keyOf('C')], off('A'), off('C'))).toMatch(isOff);
});

test('tells of both as long as both stand, and of one alone', async () => {
  const card = await again([keyOf('C')]);
  expect(card).toMatch(/11:15/);
  expect(card).toMatch(/14:00/);
  const alone = await again([]);
  expect(alone).toMatch(/11:15/);
  expect(alone).not.toMatch(/14:00/);
});

test('says nothing of what its reader did before the question for times came', async () => {
  const storage = memoryStorage();
  const directory = town();
  const steps: readonly Told[] = [
    ...polled,
    ['2027-03-03T10:00:00+01:00', { kind: 'handedOver', teacher: hanneke, from: theo }, cora],
    ['2027-03-10T16:00:00+01:00', { kind: 'undecided', best: 's2' }],
    ['2027-03-10T17:00:00+01:00', { kind: 'slotChosen', slot: 's2' }, hanneke],
  ];
  await storage.rounds.append('hmp', null, story(...steps), null);
  const message = {
    key: `roundOffer/${cora}/r1/B/2`,
    kind: 'roundOffer',
    receiver: cora,
    subject: 'r1/B/2',
    dueAt: at('2027-03-10T16:00:00+01:00'),
    worthUntil: at('2027-03-26T00:00:00+01:00'),
    carries: [],
  } as const;
  const head = { id: 'hmp', version: 'v1', tenants: directory.programme.tenants };
  const loaded = { head, directory, timetable: timetableOf(directory) };
  const cardIn = await redrawCard(outgoingPorts(storage))(loaded, message, at('2027-03-10T17:00:00+01:00'));
  expect(JSON.stringify(cardIn?.('nl'))).toContain('De tijd staat vast');
});
