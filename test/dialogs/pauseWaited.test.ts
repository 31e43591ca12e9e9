/** A `pauze` whose answer had to wait: it is what was meant when it was said, in every programme of theirs. */
import { aPair, aPerson, at } from '../builders';
import { aChat, shown } from './chat';
import { sam, theProgramme } from './people';

const sundayNight = '2027-03-14T23:50:00+01:00';
const programme = theProgramme({ start: '2027-03-01' });

test.each([
  ['pauze tot maandag', '2027-03-15'],
  ['pauze tot en met morgen', '2027-03-16'],
  ['pauze 1 week', '2027-03-21'],
])('%s counts from the day on which it was said', async (text, until) => {
  const chat = await aChat(programme, '2027-03-15T00:10:00+01:00');
  await chat.as(sam).says(text, { hasWaited: true, saidAt: at(sundayNight) });
  expect(await chat.storage.records.pauses('hmp')).toEqual([{ at: at(sundayNight), student: sam, until }]);
});

/** Stored in the one, and then the process ended. */
const inBoth = async () => {
  const chat = await aChat(programme, sundayNight);
  const people = [aPerson({ email: sam, name: 'Sam de Boer' })];
  const other = { id: 'other', start: '2027-03-01', people, pairs: [aPair({ pupil: 'p1', student: sam })] };
  await chat.import(theProgramme(other));
  const pause = { at: at(sundayNight), student: sam, until: '2027-05-03' };
  await chat.storage.records.addPause('hmp', pause);
  const again = { hasWaited: true, saidAt: at(sundayNight) };
  return { chat, pause, again, pausesIn: (id: string) => chat.storage.records.pauses(id) };
};

describe('of a student in two programmes', () => {
  test('it is stored in the one where it is not yet', async () => {
    const { chat, pause, again, pausesIn } = await inBoth();
    chat.clock.moveTo(at(sundayNight) + 60_000);
    expect(shown(await chat.as(sam).says('pauze tot 3-5', again))).toContain('Pauze: tot');
    expect(await pausesIn('hmp')).toEqual([pause]);
    expect(await pausesIn('other')).toEqual([pause]);
  });

  test('it is not when they ended it meanwhile', async () => {
    const { chat, again, pausesIn } = await inBoth();
    chat.clock.moveTo(at(sundayNight) + 30_000);
    await chat.as(sam).says('pauze uit');
    chat.clock.moveTo(at(sundayNight) + 60_000);
    expect(shown(await chat.as(sam).says('pauze tot 3-5', again))).toContain('De pauze is voorbij');
    expect((await pausesIn('hmp')).at(-1)).toMatchObject({ until: null });
    expect(await pausesIn('other')).toEqual([]);
  });
});
